// Which model, version and stage the words of `promote`, `rollback` and `deploy` mean. Pure.
import type { Settings } from '../config/settings.ts';
import { MlopsError } from '../error.ts';
import { isVersion } from '../registry/version.ts';

export interface StageMeant {
  readonly model: string;
  /** `v1.2.3` or `latest`; undefined where none is named. */
  readonly version: string | undefined;
  readonly stage: string;
}

/**
 * `model@version stage`, `model stage`, `version stage`, or `stage` of the configured model; where the version follows from
 * the stage also `model@stage`.
 * @throws MlopsError `usage` where no stage is named, with the words of this command that would name it
 */
export function stageMeant(
  verb: 'promote' | 'rollback' | 'deploy',
  [first, second]: readonly [string | undefined, string | undefined],
  { model: configured, stages }: Pick<Settings, 'model' | 'stages'>,
): StageMeant {
  if (second !== undefined) return { ...named(first ?? configured, configured), stage: second };
  const { model, version } = named(first ?? configured, configured);
  const isStageOf = verb !== 'promote' && version !== undefined && !isVersion(version) && version !== 'latest';
  if (isStageOf) return { model, version: undefined, stage: version };
  const isModel = first === configured && stages?.some(({ name }) => name === first) !== true;
  if (first !== undefined && version === undefined && !isModel) return { model: configured, version, stage: first };
  const which = version !== undefined && isVersion(version) ? `${model}@${version}` : model;
  throw new MlopsError(
    'usage',
    `which stage of ${model} is meant is not said`,
    `Name it, such as \`mlops ${verb} ${which} ${stages?.at(-1)?.name ?? 'production'}\`.`,
  );
}

/** No model's name holds a dot, so what looks like a version is one, of the configured model. */
function named(text: string, configured: string): Pick<StageMeant, 'model' | 'version'> {
  if (isVersion(text)) return { model: configured, version: text };
  const at = text.lastIndexOf('@');
  return at > 0 ? { model: text.slice(0, at), version: text.slice(at + 1) } : { model: text, version: undefined };
}

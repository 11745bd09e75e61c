// Which version of a model is meant, with an answer that helps where there is none.
import { nearestOf, suggestion } from '../../config/nearest.ts';
import type { Settings } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import { latestVersion, type Artifact, type ModelVersion } from '../../registry/state.ts';

/**
 * The registered version that a text names: `v1.2.3`, `latest`, or nothing for the latest.
 * @throws MlopsError `not-found`, also for one that was taken back
 */
export function requireVersion(
  artifact: Artifact | undefined,
  model: string,
  wanted: string | undefined,
): ModelVersion & { readonly registration: NonNullable<ModelVersion['registration']> } {
  const named = wanted === undefined || wanted === 'latest' ? undefined : wanted;
  const found =
    artifact === undefined
      ? undefined
      : named === undefined
        ? latestVersion(artifact)
        : artifact.versions.find(({ version }) => version === named);
  if (found?.registration !== undefined && found.isActive) return { ...found, registration: found.registration };
  throw absent(artifact, model, named, found);
}

function absent(
  artifact: Artifact | undefined,
  model: string,
  named: string | undefined,
  found: ModelVersion | undefined,
): MlopsError {
  const lists = `\`mlops registry history ${model}\` lists what there was; \`mlops register\` makes a version of a run.`;
  if (artifact === undefined) {
    return new MlopsError(
      'not-found',
      `no version of the model "${model}" is registered`,
      '`mlops registry` lists the models; `mlops register` makes a version of a run, `mlops sync` fetches those of origin.',
    );
  }
  if (named === undefined) {
    return new MlopsError('not-found', `no version of the model "${model}" is registered`, lists);
  }
  if (found !== undefined && !found.isActive) {
    return new MlopsError(
      'not-found',
      `${model}@${named} was taken back`,
      `\`mlops registry history ${model}\` shows when; registering its run once more undoes it.`,
    );
  }
  const known = artifact.versions.flatMap(({ version, isRegistered }) => (isRegistered ? [version] : []));
  const nearest = nearestOf(named, known);
  const words = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return new MlopsError('not-found', `the model "${model}" has no version ${JSON.stringify(named)}${words}`, lists);
}

/**
 * That the configuration is the model's own: another's gates, stages and deploy command say nothing of it. Without a file
 * there is none to be wrong.
 * @throws MlopsError `usage`
 */
export function requireOwnModel(
  { model: configured, configFile }: Pick<Settings, 'model' | 'configFile'>,
  model: string,
): void {
  if (configFile === undefined || model === configured) return;
  throw new MlopsError(
    'usage',
    `${configFile} is of the model "${configured}", and says nothing of "${model}"`,
    'Run it in the folder of that model, or name that with --working-directory (in workflows: `working-directory`).',
  );
}

/**
 * The policy of a stage.
 * @throws MlopsError `usage` for a stage that is none of the configuration
 */
export function requireStage(
  settings: Pick<Settings, 'stages' | 'deploy'>,
  name: string,
): NonNullable<Settings['stages']>[number] {
  const { stages, deploy } = settings;
  if (stages === undefined) return { name, approval: 'none', deploy };
  const found = stages.find((stage) => stage.name === name);
  if (found !== undefined) return found;
  const names = stages.map((stage) => stage.name);
  throw new MlopsError(
    'usage',
    `there is no stage ${JSON.stringify(name)}, ${suggestion(name, names)}`,
    `The stages are ${names.join(', ')}: the key "stages" of mlops.yaml.`,
  );
}

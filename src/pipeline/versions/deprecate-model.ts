// A model is deprecated, a version taken back, or a stage taken from a version: one tag that says so and why.
import { suggestion } from '../../config/nearest.ts';
import { environmentOf, environmentState } from '../../deployment/live.ts';
import { MlopsError } from '../../error.ts';
import { appendEvent } from '../../registry/append-event.ts';
import { decideDeprecation, renderDeprecationMessage, type Deprecation } from '../../registry/deprecation.ts';
import type { Artifact } from '../../registry/state.ts';
import type { Ports } from '../ports.ts';
import { readDeployments } from '../deployment/read-deployments.ts';
import { registryAccess } from './registry-access.ts';

export interface DeprecationRequest extends Deprecation {
  readonly reason: string | undefined;
  /** Who asks for it. */
  readonly actor: string | undefined;
}

export interface Deprecated {
  readonly model: string;
  readonly version: string | undefined;
  readonly stage: string | undefined;
  /** The tag that was written; undefined where it was so already. */
  readonly tag: string | undefined;
  /** Where nothing was written, why. */
  readonly unchanged: string | undefined;
  /** What else changed by it, in words. */
  readonly consequences: readonly string[];
}

type DeprecationPorts = Pick<Ports, 'history' | 'registry' | 'scratch' | 'clock' | 'random' | 'log'>;

/**
 * Writes the tag, unless it is so already.
 * @throws MlopsError `usage`, `not-found`, `deletion-refused`, and what `appendEvent` throws
 */
export async function deprecateModel(request: DeprecationRequest, ports: DeprecationPorts): Promise<Deprecated> {
  const { model, version, stage } = request;
  let consequences: readonly string[] = [];
  const done = await appendEvent(registryAccess(ports), model, async (artifact) => {
    if (artifact === undefined) throw await unknownModel(model, ports);
    const decided = decideDeprecation(artifact, request, await servedStages(artifact, ports));
    if ('unchanged' in decided) return { settled: decided.unchanged };
    ({ consequences } = decided);
    const message = renderDeprecationMessage(request, { ...request, against: decided.against });
    return { write: { action: decided.action, commit: decided.commit, message } };
  });
  return 'written' in done
    ? { model, version, stage, tag: done.written.tag, unchanged: undefined, consequences }
    : { model, version, stage, tag: undefined, unchanged: done.settled, consequences: [] };
}

/** Stages whose version is live there, as far as the history knows. */
async function servedStages(
  { name: model, stages }: Artifact,
  { history, log }: DeprecationPorts,
): Promise<ReadonlySet<string>> {
  try {
    const events = Object.keys(stages).length === 0 ? [] : await readDeployments(history);
    const served = Object.entries(stages).filter(([stage, [holder]]) => {
      const live = environmentState(events, environmentOf(model, stage))?.live;
      return live !== undefined && live.version === holder?.version;
    });
    return new Set(served.map(([stage]) => stage));
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`what of ${model} is being served is not known: ${error.message}`);
    return new Set();
  }
}

/** What the repository at hand knows helps to say what was meant. */
async function unknownModel(model: string, { registry }: DeprecationPorts): Promise<MlopsError> {
  const known = (await registry.read()).artifacts.map(({ name }) => name);
  if (known.includes(model)) {
    return new MlopsError(
      'not-found',
      `${model} is registered in this repository only, not at the remote`,
      'Say --no-push to write the tag here, or push its versions first: `mlops register RUN`.',
    );
  }
  return new MlopsError(
    'not-found',
    `no model "${model}" is registered${known.length === 0 ? '' : `, ${suggestion(model, known.slice(0, 20))}`}`,
    '`mlops registry` lists the models; `mlops sync` fetches those of origin.',
  );
}

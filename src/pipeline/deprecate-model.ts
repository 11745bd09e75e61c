// A model is deprecated, a version taken back, or a stage taken from a version: one tag that says so and why.
import { suggestion } from '../config/nearest.ts';
import { MlopsError } from '../error.ts';
import { appendEvent } from '../registry/append-event.ts';
import { decideDeprecation, renderDeprecationMessage, type Deprecation } from '../registry/deprecation.ts';
import { parseEvidence } from '../registry/evidence.ts';
import type { Artifact } from '../registry/state.ts';
import { findRun } from '../tracking/find.ts';
import type { Ports } from './ports.ts';

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
  const { registry, scratch, clock, random, log } = ports;
  let consequences: readonly string[] = [];
  const access = { remote: registry.remote, clone: registry.clone, scratchParent: scratch, clock, random, log };
  const done = await appendEvent(access, model, async (artifact) => {
    if (artifact === undefined) throw await unknownModel(model, ports);
    const decided = decideDeprecation(artifact, request, await servedStages(artifact, request, ports));
    if ('unchanged' in decided) return { settled: decided.unchanged };
    ({ consequences } = decided);
    const message = renderDeprecationMessage(request, { ...request, against: decided.against });
    return { write: { action: decided.action, commit: decided.commit, message } };
  });
  return 'written' in done
    ? { model, version, stage, tag: done.written.tag, unchanged: undefined, consequences }
    : { model, version, stage, tag: undefined, unchanged: done.settled, consequences: [] };
}

const LIVE: ReadonlySet<string> = new Set(['queued', 'in_progress', 'success']);

/** Stages that the request touches and whose version is deployed there, as far as the history knows. */
async function servedStages(
  artifact: Artifact,
  { version, stage }: DeprecationRequest,
  { history, log }: DeprecationPorts,
): Promise<ReadonlySet<string>> {
  const served = new Set<string>();
  for (const [name, holders] of Object.entries(artifact.stages)) {
    const holder = holders[0]?.version;
    if ((stage ?? name) !== name || (version ?? holder) !== holder) continue;
    const registration = artifact.versions.find((each) => each.version === holder)?.registration;
    const run = parseEvidence(registration?.message ?? '')?.run;
    try {
      const [tracked] = run === undefined ? [] : await history.readStates([await findRun(history, run)]);
      const environment = `${artifact.name}/${name}`;
      const deployment = tracked?.state.deployments.find((each) => each.environment === environment);
      if (deployment !== undefined && LIVE.has(deployment.state)) served.add(name);
    } catch (error) {
      if (!(error instanceof MlopsError)) throw error;
      log.warn(`whether ${holder} is being served in ${name} is not known: ${error.message}`);
    }
  }
  return served;
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

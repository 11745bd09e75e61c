// mlops card: the card of a version, or of a run that may become one.
import { basename } from 'node:path';
import { withAccepted } from '../../comparison/acceptance.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import type { Card } from '../../config/deployment-schema.ts';
import { loadSettings } from '../../config/load-config.ts';
import { cardOf } from '../../config/settings.ts';
import { MlopsError } from '../../error.ts';
import type { Log } from '../../log.ts';
import { findTracked, versionOfRun } from '../../pipeline/versions/version-chain.ts';
import { readTags } from '../../registry/read-registry.ts';
import { registryState } from '../../registry/state.ts';
import { renderModelCard } from '../../report/model-card.ts';
import type { RunRecord } from '../../run/record.ts';
import { currentRecord } from '../../run/state.ts';
import { openLocalHistory, type HistoryOptions } from '../local-history.ts';
import { printJson, terminalLog } from '../print.ts';
import { findReferencedRun, warnIfDeleted } from '../reference.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import type { Workspace } from '../workspace.ts';
import { writeOutput } from '../write-output.ts';

export interface CardOptions extends HistoryOptions {
  /** Where to write it; stdout by default. */
  readonly output: string | undefined;
}

/** @param reference a run, a version or a stage */
export async function card(reference: string, options: CardOptions): Promise<number> {
  const log = terminalLog(true);
  const { workspace, history } = await openLocalHistory(options, log);
  const line = await findReferencedRun(reference, history, workspace.git);
  warnIfDeleted(line, log);
  const tracked = await findTracked(line.id, history);
  if (tracked === undefined) return 1;
  const run = currentRecord(tracked.record, tracked.state);
  const stored = comparisonOf(run);
  const known = versionOfRun(registryState((await readTags(workspace.git)).tags), run.id)?.version;
  const version =
    known?.registration === undefined ? undefined : { version: known.version, tag: known.registration.tag };
  const comparison = stored === undefined ? undefined : withAccepted(stored, tracked.state.acceptances ?? []);
  const text = renderModelCard({ run, comparison, card: await readCard(run, options, workspace, log), version });
  if (options.json) printJson({ run: run.id, model: run.model.name, version: version?.version, card: text });
  else await writeOutput(text, options.output);
  return 0;
}

/** What mlops.yaml says of the model; a broken one says nothing, which is a warning. */
async function readCard(run: RunRecord, { repo }: CardOptions, workspace: Workspace, log: Log): Promise<Card> {
  try {
    const inputs = await withWorkingDirectory({ repo, inputs: {} }, workspace);
    const settings = await loadSettings(inputs, { root: workspace.root, repository: basename(workspace.root) });
    return cardOf(settings, run);
  } catch (error) {
    if (!(error instanceof MlopsError)) throw error;
    log.warn(`the configuration cannot be read, so the card has nothing of it: ${error.message}`);
    return {};
  }
}

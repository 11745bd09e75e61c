// mlops register: a run becomes a model version, as an annotated GTO tag with its evidence.
import { basename } from 'node:path';
import { isEligible } from '../../comparison/baseline.ts';
import { comparisonOf } from '../../comparison/recorded.ts';
import { loadSettings } from '../../config/load-config.ts';
import { localEvent } from '../../forge/local-event.ts';
import { registerRun, type Registered } from '../../pipeline/versions/register-run.ts';
import type { RunRecord } from '../../run/record.ts';
import { runsOfCommit } from '../../tracking/find.ts';
import type { TrackingHistory } from '../../tracking/history.ts';
import { reportFailure } from '../fail.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { findReferencedRun } from '../reference.ts';
import { withWorkingDirectory } from '../working-directory.ts';
import { openWorkspace } from '../workspace.ts';

export interface RegisterOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly inputs: Readonly<Record<string, string>>;
  readonly push: boolean;
}

/** @param reference a run; the best run of HEAD's commit when left out */
export async function register(reference: string | undefined, options: RegisterOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.json);
  const settings = await loadSettings(
    { ...(await withWorkingDirectory(options, workspace)), task: 'register' },
    { root: workspace.root, repository: basename(workspace.root) },
  );
  const ports = await localPorts(workspace, { trackingBranch: settings.trackingBranch, pushTags: options.push, log });
  // It says what is to be done in a repository that has no commit.
  const { commit } = await localEvent(workspace.git);
  const run =
    reference === undefined
      ? await bestRunOf(commit, settings.model, ports.history)
      : (await findReferencedRun(reference, ports.history, workspace.git)).id;
  const registered = await registerRun({ settings, run, commit }, ports);
  const { releaseFailure } = registered;
  if (options.json) printJson(jsonOf(registered));
  else print(renderRegistered(registered));
  return releaseFailure === undefined ? 0 : reportFailure(releaseFailure, false);
}

function jsonOf({ run, model, version, tag, created, releaseUrl }: Registered): Readonly<Record<string, unknown>> {
  return { run, model, version, tag, created, releaseUrl };
}

function renderRegistered({ tag, created, releaseUrl }: Registered): string {
  const words = created ? tag : `${tag} (registered before)`;
  return releaseUrl === undefined ? words : `${words}\n${releaseUrl}`;
}

/**
 * Of the finished, clean runs of a commit: one of this model before others, one that passed its gates before one that
 * did not, one that its commit stands for before one with params of its own, then the newest.
 * @returns undefined when there is none; then registering says what is lacking
 */
async function bestRunOf(commit: string, model: string, history: TrackingHistory): Promise<string | undefined> {
  const lines = (await runsOfCommit(history, commit)).filter((line) => isEligible({ ...line, overridden: false }));
  const records = await history.read(lines);
  const ranked = records.map((record) => ({ id: record.id, rank: rankOf(record, model) }));
  return ranked.toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? 1 : -1))[0]?.id;
}

function rankOf(record: RunRecord, model: string): number {
  const verdict = comparisonOf(record)?.verdict?.status;
  const isOther = record.model.name !== model;
  const isRefused = verdict === 'fail' || verdict === 'inconclusive';
  const isOverridden = Object.keys(record.trigger.overrides ?? {}).length > 0;
  return Number(isOther) * 4 + Number(isRefused) * 2 + Number(isOverridden);
}

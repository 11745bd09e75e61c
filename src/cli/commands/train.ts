// mlops train: one run, here and now: plan, train, record, compare, report.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { loadSettings } from '../../config/load-config.ts';
import { localEvent } from '../../forge/local-event.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { planTraining } from '../../pipeline/plan-training.ts';
import { publishRun, type Published } from '../../pipeline/publish-run.ts';
import { exitStatusFor } from '../../pipeline/settle.ts';
import { executeTraining } from '../../training/execute.ts';
import type { Assets } from '../assets.ts';
import { reportFailure } from '../fail.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { parseAssignments } from '../assignments.ts';
import { openWorkspace } from '../workspace.ts';
import { withWorkingDirectory } from '../working-directory.ts';

export interface TrainOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Flags that are also inputs of the action, by their kebab-case names. */
  readonly inputs: Readonly<Record<string, string>>;
  /** `name=value` */
  readonly set: readonly string[];
  /** Push registry tags to origin. */
  readonly push: boolean;
  /** What the run says started it, in place of `local`. */
  readonly trigger?: string;
}

export async function train(options: TrainOptions, assets: Assets): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const log = terminalLog(options.quiet);
  const settings = await loadSettings(await withWorkingDirectory(options, workspace), {
    root: workspace.root,
    repository: basename(workspace.root),
  });
  const event: ForgeEvent = await localEvent(workspace.git);
  const ports = await localPorts(workspace, { trackingBranch: settings.trackingBranch, pushTags: options.push, log });
  const { plan, folder } = await planTraining({
    settings,
    event: options.trigger === undefined ? event : { ...event, name: options.trigger },
    overrides: parseAssignments(options.set),
    git: workspace.git,
    repositoryRoot: workspace.root,
    remoteUrl: workspace.remoteUrl,
    capturesFolder: join(workspace.stateFolder, 'captures'),
    clock: ports.clock,
    randomBytes,
    log,
  });
  await executeTraining({
    folder,
    workingDirectory: join(workspace.root, settings.workingDirectory),
    script: assets.trainScript,
    environment: process.env,
    abort: abortOnSignal(),
    onOutput: (chunk) => void process.stderr.write(chunk),
  });
  const published = await publishRun(plan, folder, ports);
  if (options.json) printJson(summaryOf(published));
  else print(published.reports.comment);
  if (published.failure !== undefined) return reportFailure(published.failure, false);
  await rm(folder, { recursive: true, force: true });
  return exitStatusFor({ status: published.record.status, verdict: published.verdict }, settings.failOn);
}

/** The stable JSON of a run that was just made. */
function summaryOf(published: Published): Readonly<Record<string, unknown>> {
  const { record, comparison, trackingCommit, registered, comment } = published;
  return {
    run: record.id,
    status: record.status,
    verdict: published.verdict,
    tracking_commit: trackingCommit,
    version: registered?.version,
    comment: comment?.url,
    record,
    comparison,
  };
}

function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort(signal));
  return controller.signal;
}

// mlops train: one run, here and now: plan, train, record, compare, report.
import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { loadSettings } from '../../config/load-config.ts';
import { MlopsError } from '../../error.ts';
import { localEvent } from '../../forge/local-event.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import { planTraining } from '../../pipeline/recording/plan-training.ts';
import { publishRun, type Published } from '../../pipeline/recording/publish-run.ts';
import { exitStatusFor } from '../../pipeline/settle.ts';
import { thisHolder } from '../../training/capture-holder.ts';
import { executeTraining } from '../../training/execute.ts';
import { hasTrained, removeCapture } from '../../training/left-captures.ts';
import { withWorktreeLock } from '../../training/worktree-lock.ts';
import { parseAssignments } from '../assignments.ts';
import type { Assets } from '../assets.ts';
import { reportFailure } from '../fail.ts';
import { hintAtSync } from '../history-hint.ts';
import { watchInterrupts } from '../interrupts.ts';
import { capturesFolder, recordRunsLeftHere } from '../left-runs.ts';
import { localPorts } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { renderRunSummary } from '../run-summary.ts';
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
  const { trackingBranch } = settings;
  const missingHistory = await hintAtSync(workspace.git, trackingBranch, log);
  const ports = {
    ...(await localPorts(workspace, { trackingBranch, pushTags: options.push, log })),
    ...(missingHistory === undefined ? {} : { missingHistory }),
  };
  using interrupts = watchInterrupts(log);
  const lock = join(workspace.gitFolder, 'mlops');
  const { published, folder } = await withWorktreeLock(
    lock,
    async ({ nameRun }) => {
      await recordRunsLeftHere(workspace, log);
      const planned = await planTraining({
        settings,
        event: options.trigger === undefined ? event : { ...event, name: options.trigger },
        overrides: parseAssignments(options.set),
        git: workspace.git,
        repositoryRoot: workspace.root,
        remoteUrl: workspace.remoteUrl,
        capturesFolder: capturesFolder(workspace),
        holder: await thisHolder({ worktree: workspace.root, lock }),
        clock: ports.clock,
        randomBytes,
        log,
      });
      await nameRun(planned.plan.runId);
      await executeTraining({
        folder: planned.folder,
        workingDirectory: join(workspace.root, settings.workingDirectory),
        script: assets.trainScript,
        environment: process.env,
        abort: interrupts.abort,
        onOutput: (chunk) => void process.stderr.write(chunk),
      }).catch(async (error: unknown) => {
        // Ended before it could write down how: what it had measured is recorded all the same, as a killed run.
        if (error instanceof MlopsError && interrupts.abort.aborted) return;
        // Never begun, it is no run.
        if (!(await hasTrained(planned.folder))) await removeCapture(planned.folder);
        throw error;
      });
      return { published: await publishRun(planned.plan, planned.folder, ports), folder: planned.folder };
    },
    log,
  );
  if (options.json) printJson(summaryOf(published));
  else print(process.stdout.isTTY ? renderForTerminal(published) : published.reports.comment);
  if (published.failure !== undefined) return reportFailure(published.failure, false);
  await removeCapture(folder);
  const { record, verdict } = published;
  const interrupted = record.status === 'killed' ? interrupts.exitStatus() : undefined;
  return interrupted ?? exitStatusFor({ status: record.status, verdict }, settings.failOn);
}

function renderForTerminal({ reports, comment, registered }: Published): string {
  return renderRunSummary(reports.input, { comment: comment?.url, tag: registered?.tag });
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

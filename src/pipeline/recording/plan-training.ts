// event + settings → plan: a run id, a capture folder, the command as a file.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { requireCommand } from '../../config/inputs.ts';
import { reportKey } from '../../config/report-key.ts';
import type { Settings } from '../../config/settings.ts';
import type { ForgeEvent } from '../../forge/forge.ts';
import type { Git } from '../../git/git.ts';
import type { Log } from '../../log.ts';
import { scriptOf } from '../../doctor/command-script.ts';
import { runIdFrom } from '../../run/id.ts';
import { writeHolder, type CaptureHolder } from '../../training/capture-holder.ts';
import { readOtherModels } from '../../training/other-models.ts';
import { readParamsBefore } from '../../training/params-before.ts';
import { CAPTURE_FILES, type TrainingPlan } from '../../training/plan.ts';
import { prepareCapture, snapshotBefore } from '../../training/prepare.ts';
import { readDocument } from '../../training/read-document.ts';
import { readSource } from '../../training/source.ts';
import { unreadOverrides } from '../../training/unread-overrides.ts';
import { findFiles } from '../../training/workspace-files.ts';

export interface PlanOptions {
  readonly settings: Settings;
  readonly event: ForgeEvent;
  /** The fork that the code comes from, `owner/name`. */
  readonly fork?: string | undefined;
  readonly overrides: Readonly<Record<string, string>>;
  readonly git: Git;
  readonly repositoryRoot: string;
  /** Where tags and the tracking branch are pushed, read before training could change it. */
  readonly remoteUrl: string | undefined;
  readonly checkout?: TrainingPlan['checkout'];
  /** The capture folder is made inside this folder and named after the run. */
  readonly capturesFolder: string;
  /** Who will record the run; undefined where that is another step of the same job. */
  readonly holder?: CaptureHolder;
  readonly clock: () => Date;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly log: Log;
}

export interface Planned {
  readonly plan: TrainingPlan;
  readonly folder: string;
  /** SHA-256 of plan.json. */
  readonly digest: string;
}

/** Decides what is to be trained and writes it down. The source is read now, before training can change the worktree. */
export async function planTraining(options: PlanOptions): Promise<Planned> {
  const { event, overrides, git, repositoryRoot, remoteUrl, checkout, log } = options;
  requireCommand(options.settings);
  const settings = { ...options.settings, commentKey: reportKey(options.settings, event.matrix) };
  const runId = runIdFrom(options.clock().getTime(), options.randomBytes(16));
  const folder = join(options.capturesFolder, runId);
  await mkdir(folder, { recursive: true });
  if (options.holder !== undefined) await writeHolder(folder, options.holder);
  const others = await readOtherModels(git, repositoryRoot, settings.workingDirectory);
  const [before, paramsBefore, source] = await Promise.all([
    snapshotBefore(repositoryRoot, settings),
    readParamsBefore(git, repositoryRoot, settings),
    readSource({ git, event, fork: options.fork, settings, others, patchFile: join(folder, CAPTURE_FILES.patch) }),
  ]);
  const plan: TrainingPlan = {
    runId,
    settings,
    event,
    overrides,
    before,
    paramsBefore,
    source,
    remoteUrl,
    ...(checkout && { checkout }),
  };
  const digest = await prepareCapture(plan, folder, join(repositoryRoot, settings.workingDirectory));
  await warnOfUnreadOverrides(options);
  // Without the command, which may hold a secret.
  log.info(`run ${runId} of ${settings.model}`);
  return { plan, folder, digest };
}

/** Only of a command that plainly runs one script: what others read cannot be told. */
async function warnOfUnreadOverrides({ settings, overrides, repositoryRoot, log }: PlanOptions): Promise<void> {
  const script = Object.keys(overrides).length === 0 ? undefined : scriptOf(settings.command ?? '');
  if (script === undefined) return;
  const { workingDirectory } = settings;
  const [file] = (await findFiles(script, { root: repositoryRoot, workingDirectory })).files;
  const text = file === undefined ? undefined : (await readDocument(file)).text;
  if (text === undefined) return;
  for (const { name, variable } of unreadOverrides(text, overrides)) {
    log.warn(`${script} does not read ${variable}: unless another file does, "${name}" changes nothing`);
  }
}

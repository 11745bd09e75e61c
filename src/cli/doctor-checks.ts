// The checks of mlops doctor: each looks at one thing, changes nothing and says what it found.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { requireCommand } from '../config/inputs.ts';
import { loadSettings } from '../config/load-config.ts';
import { listRefs } from '../git/transfer.ts';
import { silentLog } from '../log.ts';
import { readTags } from '../registry/read-registry.ts';
import { registryState } from '../registry/state.ts';
import { latestRuns } from '../tracking/find.ts';
import { inboxFolder, refusedFolder } from '../tracking/inbox/waiting.ts';
import { fullRef } from '../tracking/layout.ts';
import { localHistory, readableTrackingBranch, type HistoryOptions } from './local-history.ts';
import { counted } from './print.ts';
import { countWaiting, spoolFolder } from './spool.ts';
import { jobsUsingAction } from './workflow-permissions.ts';
import { withWorkingDirectory } from './working-directory.ts';
import type { Workspace } from './workspace.ts';

export interface Finding {
  readonly status: 'ok' | 'warning' | 'problem';
  readonly message: string;
  readonly fix?: string;
}

type Check = (workspace: Workspace, options: HistoryOptions) => Promise<Finding | readonly Finding[]>;

/** In the order in which they are shown. A check may throw an MlopsError, which is a problem with its fix. */
export const CHECKS: Readonly<Record<string, Check>> = {
  git: checkGit,
  commit: checkCommit,
  configuration: checkConfiguration,
  remote: checkRemote,
  history: checkHistory,
  inbox: checkInbox,
  registry: checkRegistry,
  workflow: checkWorkflows,
  spool: checkSpool,
};

/** Whether a version such as `2.39.rc1` or `2.50.1.windows.1` is 2.38 or newer; undefined when it cannot be read. */
export function isGitNewEnough(version: string): boolean | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 38);
}

async function checkGit({ git }: Workspace): Promise<Finding> {
  const version = (await git.text(['--version'])).replace('git version ', '');
  const isNew = isGitNewEnough(version);
  if (isNew === true) return { status: 'ok', message: `Git ${version}` };
  const fix = 'Install Git 2.38 or newer.';
  if (isNew === undefined) return { status: 'warning', message: `Git calls its version "${version}"`, fix };
  return { status: 'problem', message: `Git ${version} is too old`, fix };
}

async function checkCommit({ git, bare }: Workspace): Promise<Finding> {
  const { code, stdout } = await git.exec(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (code !== 0)
    return {
      status: 'problem',
      message: 'the repository has no commit',
      fix: 'Make a first commit: a run names the code that it ran.',
    };
  const commit = stdout.toString().trim().slice(0, 7);
  if (bare) return { status: 'ok', message: `HEAD is ${commit}, without a worktree` };
  const { stdout: changes } = await git.exec(['status', '--porcelain']);
  if (changes.length === 0) return { status: 'ok', message: `HEAD is ${commit}, nothing uncommitted` };
  return {
    status: 'warning',
    message: `HEAD is ${commit} with uncommitted changes`,
    fix: 'Runs of a dirty worktree are recorded with their patch, but never serve as a baseline. Commit first.',
  };
}

async function checkConfiguration(workspace: Workspace, { repo }: HistoryOptions): Promise<Finding> {
  const { root } = workspace;
  const inputs = await withWorkingDirectory({ repo, inputs: {} }, workspace);
  const settings = await loadSettings(inputs, { root, repository: basename(root) });
  requireCommand(settings);
  const gates = Object.keys(settings.gates).length;
  if (gates > 0) return { status: 'ok', message: `model ${settings.model}, ${counted(gates, 'gate')}` };
  return {
    status: 'warning',
    message: `model ${settings.model}, no gates`,
    fix: 'Declare `gates` in mlops.yaml: without them a run is shown, never judged.',
  };
}

async function checkRemote({ git, remoteUrl }: Workspace): Promise<Finding> {
  if (remoteUrl === undefined) return { status: 'ok', message: 'no remote: runs stay in this repository' };
  const { code, stderr } = await git.exec(['ls-remote', '--exit-code', '--heads', 'origin']);
  if (code === 0 || code === 2) return { status: 'ok', message: 'origin answers' };
  return {
    status: 'problem',
    message: `origin does not answer: ${stderr.trim().split('\n')[0] ?? ''}`,
    fix: 'Check the address with `git remote -v` and your access with `git fetch`.',
  };
}

async function checkHistory(workspace: Workspace, options: HistoryOptions): Promise<Finding> {
  // What is wrong with the configuration is said by its own check.
  const branch = await readableTrackingBranch(options, workspace, silentLog);
  const history = localHistory(workspace, branch, silentLog);
  const [record] = await history.read(await latestRuns(history, 1));
  if (record === undefined) return { status: 'ok', message: `no runs on ${branch} yet` };
  return { status: 'ok', message: `${branch} is readable; its newest run is ${record.id.slice(0, 12)}` };
}

async function checkInbox(workspace: Workspace, options: HistoryOptions): Promise<Finding> {
  const { git, remoteUrl } = workspace;
  const ref = fullRef(await readableTrackingBranch(options, workspace, silentLog));
  const folder = inboxFolder(ref);
  const refs: string[] = [];
  for (const place of ['.', ...(remoteUrl === undefined ? [] : ['origin'])]) {
    const listed = await listRefs(git, place, [`${folder}*`, `${refusedFolder(ref)}*`]);
    // What is wrong with the remote is said by its own check.
    if ('refs' in listed) refs.push(...listed.refs.keys());
  }
  const [refused] = refs.filter((ref) => !ref.startsWith(folder));
  const waiting = refs.filter((ref) => ref.startsWith(folder)).length;
  if (refused !== undefined) {
    return {
      status: 'warning',
      message: `${refused} holds what could not be taken into the history`,
      fix: `Look at it with \`git fetch origin ${refused} && git show --stat FETCH_HEAD\`; delete the ref when it is of no use.`,
    };
  }
  if (waiting === 0) return { status: 'ok', message: 'nothing waits in the inbox of the history' };
  return {
    status: 'warning',
    message: `${counted(waiting, 'write')} ${waiting === 1 ? 'waits' : 'wait'} in the inbox of the history`,
    fix: 'The next run takes what waits there into the history; so does `mlops sync`.',
  };
}

async function checkRegistry({ git }: Workspace): Promise<Finding> {
  const { artifacts } = registryState((await readTags(git)).tags);
  const versions = artifacts.flatMap((artifact) => artifact.versions).length;
  return { status: 'ok', message: `${counted(artifacts.length, 'model')}, ${counted(versions, 'version')}` };
}

async function checkWorkflows({ root, bare }: Workspace): Promise<readonly Finding[]> {
  const folder = join(root, '.github/workflows');
  const files = bare ? [] : await readdir(folder).catch(() => []);
  const findings = await Promise.all(
    files
      .filter((file) => /\.ya?ml$/.test(file))
      .toSorted()
      .map(async (file) => judgeWorkflow(file, await readFile(join(folder, file), 'utf8'))),
  );
  const found = findings.flat();
  if (found.length > 0) return found;
  return [
    {
      status: 'warning',
      message: 'no workflow uses mlops-action',
      fix: 'Add `- uses: org/mlops-action@v1` after the checkout in a workflow; the README shows one.',
    },
  ];
}

/** One finding for each job that uses the action; none for a workflow that does not. */
function judgeWorkflow(file: string, text: string): readonly Finding[] {
  try {
    return jobsUsingAction(text).map(({ job, lacking }) =>
      lacking.length === 0
        ? { status: 'ok', message: `${file}, job ${job}: uses mlops-action` }
        : {
            status: 'warning',
            message: `${file}, job ${job}: does not grant ${lacking.join(' and ')}`,
            fix: `Add to the permissions of the job: ${lacking.join(', ')}`,
          },
    );
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    return [{ status: 'warning', message: `${file} is no YAML: ${reason}`, fix: 'Correct the file.' }];
  }
}

async function checkSpool({ stateFolder }: Workspace): Promise<Finding> {
  const length = await countWaiting(stateFolder);
  if (length === 0) return { status: 'ok', message: 'no record waits to be written' };
  return {
    status: 'warning',
    message: `${counted(length, 'record')} ${length === 1 ? 'waits' : 'wait'} in ${spoolFolder(stateFolder)}`,
    fix: 'They could not be written when they were made; `mlops sync` writes them.',
  };
}

// mlops doctor: looks for what would break a run, and says how to mend it. Changes nothing.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { styleText } from 'node:util';
import { loadSettings } from '../../config/load-config.ts';
import { requireCommand } from '../../config/inputs.ts';
import { MlopsError } from '../../error.ts';
import { readTags } from '../../registry/read-registry.ts';
import { registryState } from '../../registry/state.ts';
import { latestRuns } from '../../tracking/find.ts';
import { localHistory } from '../local-ports.ts';
import { print, printJson, terminalLog } from '../print.ts';
import { openWorkspace, type Workspace } from '../workspace.ts';

interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'problem';
  readonly message: string;
  readonly fix?: string;
}

export interface DoctorOptions {
  readonly repo: string;
  readonly json: boolean;
  readonly trackingBranch: string;
}

/** Exit status 1 when there is a problem; warnings are no problems. */
export async function doctor(options: DoctorOptions): Promise<number> {
  const workspace = await openWorkspace(options.repo);
  const checks: readonly (readonly [string, () => Promise<Omit<Finding, 'check'>>])[] = [
    ['git', () => checkGit(workspace)],
    ['commit', () => checkCommit(workspace)],
    ['configuration', () => checkConfiguration(workspace)],
    ['remote', () => checkRemote(workspace)],
    ['history', () => checkHistory(workspace, options.trackingBranch)],
    ['registry', () => checkRegistry(workspace)],
    ['workflow', () => checkWorkflow(workspace)],
    ['spool', () => checkSpool(workspace)],
  ];
  const findings = await Promise.all(
    checks.map(async ([check, look]) => ({ check, ...(await look().catch(problemFrom)) })),
  );
  if (options.json) printJson(findings);
  else for (const finding of findings) print(renderFinding(finding));
  return findings.some(({ status }) => status === 'problem') ? 1 : 0;
}

async function checkGit({ git }: Workspace): Promise<Omit<Finding, 'check'>> {
  const version = (await git.text(['--version'])).replace('git version ', '');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 2 || (major === 2 && minor >= 38)) return { status: 'ok', message: `Git ${version}` };
  return { status: 'problem', message: `Git ${version} is too old`, fix: 'Install Git 2.38 or newer.' };
}

async function checkCommit({ git }: Workspace): Promise<Omit<Finding, 'check'>> {
  const { code, stdout } = await git.exec(['rev-parse', '--verify', '--quiet', 'HEAD']);
  if (code !== 0)
    return {
      status: 'problem',
      message: 'the repository has no commit',
      fix: 'Make a first commit: a run names the code that it ran.',
    };
  const { stdout: changes } = await git.exec(['status', '--porcelain']);
  const commit = stdout.toString().trim().slice(0, 7);
  if (changes.length === 0) return { status: 'ok', message: `HEAD is ${commit}, nothing uncommitted` };
  return {
    status: 'warning',
    message: `HEAD is ${commit} with uncommitted changes`,
    fix: 'Runs of a dirty worktree are recorded with their patch, but never serve as a baseline. Commit first.',
  };
}

async function checkConfiguration({ root }: Workspace): Promise<Omit<Finding, 'check'>> {
  const settings = await loadSettings({}, { root, repository: basename(root) });
  requireCommand(settings);
  const gates = Object.keys(settings.gates).length;
  if (gates === 0)
    return {
      status: 'warning',
      message: `model ${settings.model}, no gates`,
      fix: 'Declare `gates` in mlops.yaml: without them a run is shown, never judged.',
    };
  return { status: 'ok', message: `model ${settings.model}, ${gates} gate${gates === 1 ? '' : 's'}` };
}

async function checkRemote({ git, remoteUrl }: Workspace): Promise<Omit<Finding, 'check'>> {
  if (remoteUrl === undefined) return { status: 'ok', message: 'no remote: runs stay in this repository' };
  const { code, stderr } = await git.exec(['ls-remote', '--exit-code', '--heads', 'origin']);
  if (code === 0 || code === 2) return { status: 'ok', message: 'origin answers' };
  return {
    status: 'problem',
    message: `origin does not answer: ${stderr.trim().split('\n')[0] ?? ''}`,
    fix: 'Check the address with `git remote -v` and your access with `git fetch`.',
  };
}

async function checkHistory(workspace: Workspace, branch: string): Promise<Omit<Finding, 'check'>> {
  const history = localHistory(workspace, branch, terminalLog(true));
  const lines = await latestRuns(history, 1);
  const [record] = await history.read(lines);
  if (record !== undefined) return { status: 'ok', message: `readable; the newest run is ${record.id.slice(0, 12)}` };
  return { status: 'ok', message: 'no runs here yet' };
}

async function checkRegistry({ git }: Workspace): Promise<Omit<Finding, 'check'>> {
  const { artifacts } = registryState((await readTags(git)).tags);
  const versions = artifacts.flatMap((artifact) => artifact.versions).length;
  return { status: 'ok', message: `${artifacts.length} models, ${versions} versions` };
}

async function checkWorkflow({ root, bare }: Workspace): Promise<Omit<Finding, 'check'>> {
  const folder = join(root, '.github/workflows');
  const files = bare ? [] : await readdir(folder).catch(() => []);
  const texts = await Promise.all(
    files
      .filter((file) => /\.ya?ml$/.test(file))
      .map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const),
  );
  const using = texts.filter(([, text]) => /uses:.*mlops-action@/.test(text));
  const [first] = using;
  if (first === undefined)
    return {
      status: 'warning',
      message: 'no workflow uses mlops-action',
      fix: 'Add `- uses: org/mlops-action@v1` after the checkout in a workflow; the README shows one.',
    };
  const lacking = ['contents: write', 'pull-requests: write'].filter((permission) => !first[1].includes(permission));
  if (lacking.length === 0) return { status: 'ok', message: `${first[0]} uses mlops-action` };
  return {
    status: 'warning',
    message: `${first[0]} does not grant ${lacking.join(' and ')}`,
    fix: `Add to its job: permissions: {contents: write, pull-requests: write}`,
  };
}

async function checkSpool({ stateFolder }: Workspace): Promise<Omit<Finding, 'check'>> {
  const waiting = (await readdir(join(stateFolder, 'spool')).catch(() => [])).filter((file) => file.endsWith('.json'));
  if (waiting.length === 0) return { status: 'ok', message: 'every record stands on the tracking branch' };
  return {
    status: 'warning',
    message: `${waiting.length} records wait in ${join(stateFolder, 'spool')}`,
    fix: 'They could not be written when they were made; `mlops sync` writes them.',
  };
}

function problemFrom(error: unknown): Omit<Finding, 'check'> {
  if (!(error instanceof MlopsError)) throw error;
  return { status: 'problem', message: error.message, fix: error.hint };
}

function renderFinding({ check, status, message, fix }: Finding): string {
  const mark = { ok: styleText('green', '✓'), warning: styleText('yellow', '!'), problem: styleText('red', '✗') }[
    status
  ];
  return `${mark} ${check}: ${message}${fix === undefined ? '' : `\n    ${fix}`}`;
}

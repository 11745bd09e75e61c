// What a user waits for beside the training: the start of the command line, and the steps around a training of no length.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BenchRow } from './row.ts';

const RUNS = 11;
const dist = resolve(import.meta.dirname, '../../dist');

export function benchStart(): Promise<readonly BenchRow[]> {
  const node = medianMs(() => run(['-e', '0'], {}));
  const version = medianMs(() => run([join(dist, 'cli.js'), '--version'], {}));
  const added = medianMs(planAndPublish);
  return Promise.resolve([
    {
      section: 'start',
      what: 'mlops --version',
      unit: 'ms',
      ours: version,
      other: { name: 'node -e 0', value: node },
      ratio: version / node,
      limit: 'under 2.5 times',
    },
    {
      section: 'start',
      what: 'plan + publish around a training of zero seconds',
      unit: 'ms',
      ours: added,
      limit: 'under 1500',
    },
  ]);
}

/** Both node steps of the composite on a repository with a bare remote beside it; gives the time of the steps alone. */
function planAndPublish(): number {
  const folder = mkdtempSync(join(tmpdir(), 'mlops-bench-'));
  try {
    const [remote, workspace, temporary] = ['remote.git', 'workspace', 'temporary'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    mkdirSync(temporary);
    git(folder, 'init', '--quiet', '--bare', '-b', 'main', remote);
    git(folder, 'init', '--quiet', '-b', 'main', workspace);
    git(workspace, 'remote', 'add', 'origin', remote);
    writeFileSync(join(workspace, 'train.sh'), 'echo rmse=1 >> "$MLOPS_METRICS"\n');
    git(workspace, 'add', '--all');
    git(workspace, 'commit', '--quiet', '-m', 'first');
    git(workspace, 'push', '--quiet', 'origin', 'main');
    const sha = git(workspace, 'rev-parse', 'HEAD');
    const output = join(temporary, 'output');
    const event = join(temporary, 'event.json');
    writeFileSync(event, '{}');
    const environment = {
      ...runner(workspace, temporary, sha),
      GITHUB_EVENT_PATH: event,
      // There is no network: a check would be tried four times.
      INPUT_INPUTS: JSON.stringify({ command: 'sh train.sh', check: 'false', 'github-token': 'none' }),
    };
    const plan = run([join(dist, 'plan/index.js')], { ...environment, GITHUB_OUTPUT: file(output) });
    const outputs = readOutputs(output);
    spawnSync('bash', [join(dist, 'train.sh')], {
      cwd: workspace,
      env: { ...process.env, MLOPS_CAPTURE: outputs['folder'], MLOPS_WORKING_DIRECTORY: workspace },
    });
    const publish = run([join(dist, 'publish/index.js')], {
      ...environment,
      INPUT_FOLDER: outputs['folder'] ?? '',
      INPUT_DIGEST: outputs['digest'] ?? '',
      GITHUB_OUTPUT: file(join(temporary, 'output2')),
      GITHUB_STEP_SUMMARY: file(join(temporary, 'summary')),
    });
    return plan + publish;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runner(workspace: string, temporary: string, sha: string): Readonly<Record<string, string>> {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temporary,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_REPOSITORY: 'acme/bench',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_SHA: sha,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'http://127.0.0.1:1',
  };
}

function readOutputs(path: string): Readonly<Record<string, string>> {
  const text = spawnSync('cat', [path]).stdout.toString();
  return Object.fromEntries(
    [...text.matchAll(/^(.+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [name, value]),
  );
}

function file(path: string): string {
  writeFileSync(path, '');
  return path;
}

function git(cwd: string, ...args: readonly string[]): string {
  const identity = {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b',
  };
  const { status, stdout, stderr } = spawnSync('git', args, { cwd, env: { ...process.env, ...identity } });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString()}`);
  return stdout.toString().trim();
}

/** Milliseconds that one node process takes; one that fails is an error. */
function run(args: readonly string[], environment: Readonly<Record<string, string>>): number {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: { ...process.env, ...environment } });
  const took = performance.now() - started;
  if (status !== 0)
    throw new Error(`node ${args.join(' ')} ended with ${status}: ${stdout.toString()}${stderr.toString()}`);
  return took;
}

function medianMs(measure: () => number): number {
  measure();
  const times = Array.from({ length: RUNS }, measure).toSorted((a, b) => a - b);
  return times[Math.floor(RUNS / 2)] ?? Number.NaN;
}

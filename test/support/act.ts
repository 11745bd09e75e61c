// nektos/act in host mode as a real runner: it reads a workflow, finds `org/mlops-action@v1` and runs the steps itself.
// Two of its habits are undone, so that it is as strict as GitHub's runner: see the node shim and platform notes below.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './git-fixtures.ts';

export interface ActOptions {
  /** Path of the program. */
  readonly act: string;
  /** Folder with action.yml and dist/, known to workflows as `org/mlops-action@v1`. */
  readonly actionFolder: string;
  /** The consumer's checkout; the workflow is read from its `.github/workflows`. */
  readonly workspace: string;
  readonly event: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
  readonly repository: string;
  readonly apiUrl: string;
  readonly token: string;
  /** What only JavaScript steps are given. */
  readonly runtime: Readonly<Record<string, string>>;
  readonly job?: string;
  readonly runId?: string;
}

export interface ActRun {
  readonly succeeded: boolean;
  readonly log: string;
}

/**
 * Runs a workflow for one event.
 *
 * act gives ACTIONS_RUNTIME_TOKEN to every step once its artifact server is on, and this server refuses today's client.
 * So it stays off, and a shim stands for node: act asks `node` for its own path, and what it starts by this path gets the
 * variables of the artifact service, provided that act itself is the parent, as only JavaScript actions are started.
 */
export async function runAct(options: ActOptions): Promise<ActRun> {
  using folder = temporaryFolder('mlops-act-');
  const bin = join(folder.path, 'bin');
  const home = join(folder.path, 'home');
  for (const path of [bin, home]) mkdirSync(path);
  writeShim(join(bin, 'node'), options.runtime);
  const eventFile = join(folder.path, 'event.json');
  writeFileSync(eventFile, JSON.stringify(options.event.payload));
  const variables = {
    GITHUB_API_URL: options.apiUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: options.repository,
    GITHUB_RUN_ID: options.runId ?? '4711',
  };
  const words = [
    options.event.name,
    '--directory',
    options.workspace,
    '--eventpath',
    eventFile,
    '--platform',
    'ubuntu-latest=-self-hosted',
    '--local-repository',
    `org/mlops-action@v1=${options.actionFolder}`,
    '--secret',
    'GITHUB_TOKEN',
    '--action-cache-path',
    join(folder.path, 'cache'),
    '--concurrent-jobs',
    '1',
    '--no-cache-server',
    '--rm',
    ...(options.job === undefined ? [] : ['--job', options.job]),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ];
  // Steps inherit the environment of act: it gets what a runner would have, and the tests' own is kept out.
  const child = spawn(options.act, words, {
    cwd: options.workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: home,
      XDG_CACHE_HOME: join(home, '.cache'),
      LANG: 'C.UTF-8',
      GIT_CONFIG_NOSYSTEM: '1',
      GITHUB_TOKEN: options.token,
    },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  return { succeeded: status === 0, log: Buffer.concat(chunks).toString() };
}

function writeShim(path: string, runtime: Readonly<Record<string, string>>): void {
  const exported = Object.entries(runtime).map(([name, value]) => `export ${name}=${quoted(value)}`);
  const script = `#!/bin/sh
case "$*" in *'console.log(process.execPath)') echo ${quoted(path)}; exit;; esac
case "$(ps -o comm= -p "$PPID")" in act | */act)
${exported.join('\n')}
;; esac
exec ${quoted(process.execPath)} "$@"
`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

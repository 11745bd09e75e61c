// The command line as a person uses it: a process of its own, on a repository in a temporary folder.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { requireFreshDist } from './build-dist.ts';
import { TEST_GIT_ENVIRONMENT } from './git-fixtures.ts';

/** The built program, for tests that must hold its process. */
export const MLOPS_PROGRAM = resolve(import.meta.dirname, '../../dist/cli.js');

export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Stdout as JSON. */
  // The caller says what the JSON is; a test that is wrong about it fails on its next line.
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters
  json<T>(): T;
}

/**
 * Runs the built `mlops` with these words in a folder.
 * @param input what stands on stdin; nothing by default
 */
export async function mlops(
  cwd: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  input = '',
): Promise<Said> {
  await requireFreshDist();
  const child = spawn(process.execPath, [MLOPS_PROGRAM, ...words], {
    cwd,
    env: { ...process.env, ...TEST_GIT_ENVIRONMENT, NO_COLOR: '1', ...environment },
    stdio: [input === '' ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdin?.end(input);
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const status = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  const text = Buffer.concat(stdout).toString();
  return { status, stdout: text, stderr: Buffer.concat(stderr).toString(), json: () => JSON.parse(text) as never };
}

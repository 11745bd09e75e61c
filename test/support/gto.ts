// GTO itself, installed from PyPI into test/.cache once, as one process that answers many commands.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { TEST_GIT_ENVIRONMENT } from './git-fixtures.ts';

const run = promisify(execFile);
const REQUIREMENT = 'gto==1.10.1';
const VENV = resolve(import.meta.dirname, '../.cache', REQUIREMENT.replace('==', '-'));
const BIN = join(VENV, process.platform === 'win32' ? 'Scripts' : 'bin');
const DRIVER = resolve(import.meta.dirname, 'gto-driver.py');

/** The program, for tests that start it as a person does. */
export const GTO_PROGRAM = join(BIN, process.platform === 'win32' ? 'gto.exe' : 'gto');

/** Why GTO cannot be had; undefined when it is there. */
export async function installGto(): Promise<string | undefined> {
  if (existsSync(join(VENV, 'ready'))) return undefined;
  try {
    await rm(VENV, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', VENV]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', REQUIREMENT];
    await run(join(BIN, 'python'), pip);
    await run(GTO_PROGRAM, ['--version']);
    await writeFile(join(VENV, 'ready'), '');
    return undefined;
  } catch (error) {
    const [reason = 'it cannot be installed'] = (error as Error).message.split('\n');
    console.warn(`SKIPPED: GTO itself does not check the tags, because it cannot be installed: ${reason}`);
    return reason;
  }
}

interface GtoAnswer {
  readonly status: number;
  readonly output: string;
  /** What it wrote to stderr. */
  readonly errors: string;
}

export interface Gto extends Disposable {
  /** Runs a command in a repository with a worktree. @param seconds the time of tags that it writes, in Unix seconds */
  ask(repository: string, words: readonly string[], seconds?: number): Promise<GtoAnswer>;
}

/** Starts GTO; it has to be installed. */
export function startGto(): Gto {
  const child = spawn(join(BIN, 'python'), [DRIVER], {
    env: { ...TEST_GIT_ENVIRONMENT, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting: ((answer: GtoAnswer) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(JSON.parse(line) as GtoAnswer));
  child.once('close', (code) => {
    for (const settle of waiting) settle({ status: code ?? -1, output: 'GTO has ended', errors: '' });
  });
  return {
    ask: (cwd, words, seconds) =>
      new Promise((settle) => {
        waiting.push(settle);
        child.stdin.write(`${JSON.stringify({ cwd, words, seconds })}\n`);
      }),
    [Symbol.dispose]() {
      child.stdin.end();
    },
  };
}

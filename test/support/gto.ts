// GTO itself, the program whose tags ours are: installed from PyPI into test/.cache once.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { TEST_GIT_ENVIRONMENT } from './git-fixtures.ts';

const exec = promisify(execFile);
const REQUIREMENT = 'gto==1.10.1';
const VENV = resolve(import.meta.dirname, '../.cache', REQUIREMENT.replace('==', '-'));
const GTO = join(VENV, process.platform === 'win32' ? 'Scripts/gto.exe' : 'bin/gto');

/** Where GTO is; a warning, and why it is missing, where it cannot be installed. */
export async function gtoProgram(): Promise<{ readonly path: string } | { readonly missing: string }> {
  if (existsSync(join(VENV, 'ready'))) return { path: GTO };
  try {
    await rm(VENV, { recursive: true, force: true });
    await exec('python3', ['-m', 'venv', VENV]);
    const python = join(VENV, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
    await exec(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', REQUIREMENT]);
    await exec(GTO, ['--version']);
    await writeFile(join(VENV, 'ready'), '');
    return { path: GTO };
  } catch (error) {
    const missing = (error as Error).message.split('\n')[0] ?? '';
    console.warn(`SKIPPED: GTO itself does not check the tags, because it cannot be installed: ${missing}`);
    return { missing };
  }
}

/** What GTO answers in a repository, or the last line of what it complains about. */
export async function askGto(
  repository: string,
  words: readonly string[],
): Promise<{ readonly said: string } | { readonly failed: string }> {
  const program = await gtoProgram();
  if ('missing' in program) throw new Error(program.missing);
  try {
    const { stdout } = await exec(program.path, [...words], {
      cwd: repository,
      env: { ...TEST_GIT_ENVIRONMENT, NO_COLOR: '1', COLUMNS: '500' },
    });
    return { said: stdout };
  } catch (error) {
    const { stderr, stdout } = error as { readonly stderr?: string; readonly stdout?: string };
    const lines = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').filter((line) => line.trim() !== '');
    return { failed: lines.slice(-3).join(' ') };
  }
}

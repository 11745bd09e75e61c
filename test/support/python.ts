// One virtual environment with scikit-learn for all tests, made once and kept under test/.cache.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface PythonVenv {
  /** Folder to put first on PATH. */
  readonly bin: string;
  readonly python: string;
}

const exec = promisify(execFile);
const CACHE = resolve(import.meta.dirname, '../.cache');
const VENV = join(CACHE, 'venv');
const LOCK = join(CACHE, 'venv.lock');
const REQUIREMENTS = resolve(import.meta.dirname, '../projects/sklearn-diabetes/requirements.txt');
/** A lock that is older than an installation can take was left by a process that died. */
const STALE_LOCK_MS = 10 * 60_000;

/**
 * The environment with the packages of `test/projects/sklearn-diabetes/requirements.txt`, installed from PyPI when it
 * is not there yet. Without Python 3.10 or newer, or where the installation fails: a warning, and undefined.
 * @throws Error when the installation fails although CI is set: there it must not be skipped
 */
export async function pythonVenv(): Promise<PythonVenv | undefined> {
  const base = await findPython();
  if (base === undefined) return skipped('there is no Python 3.10 or newer on the PATH');
  const wanted = createHash('sha256')
    .update(base.version)
    .update(await readFile(REQUIREMENTS))
    .digest('hex');
  try {
    await withLock(async () => {
      if ((await readFile(join(VENV, 'ready'), 'utf8').catch(() => '')) !== wanted) await install(base.python, wanted);
    });
  } catch (error) {
    if (isCi()) throw error;
    return skipped(`the installation from PyPI failed: ${(error as Error).message.split('\n').slice(0, 2).join(' ')}`);
  }
  return venvPaths();
}

async function findPython(): Promise<{ readonly python: string; readonly version: string } | undefined> {
  for (const python of ['python3', 'python']) {
    const script = 'import sys; print(sys.version_info >= (3, 10), sys.version.split()[0])';
    const answer = await exec(python, ['-c', script]).catch(() => undefined);
    const [isRecent, version] = answer?.stdout.trim().split(' ') ?? [];
    if (isRecent === 'True' && version !== undefined) return { python, version };
  }
  return undefined;
}

async function install(python: string, wanted: string): Promise<void> {
  await rm(VENV, { recursive: true, force: true });
  await exec(python, ['-m', 'venv', VENV]);
  const quiet = ['--quiet', '--disable-pip-version-check', '--no-input'];
  await exec(venvPaths().python, ['-m', 'pip', 'install', ...quiet, '--requirement', REQUIREMENTS]);
  await exec(venvPaths().python, ['-c', 'import joblib, sklearn, yaml']);
  await writeFile(join(VENV, 'ready'), wanted);
}

function venvPaths(): PythonVenv {
  const bin = join(VENV, process.platform === 'win32' ? 'Scripts' : 'bin');
  return { bin, python: join(bin, 'python') };
}

/** One test file at a time: a folder is created by one process only. */
async function withLock(work: () => Promise<void>): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  for (;;) {
    try {
      await mkdir(LOCK);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const age = Date.now() - ((await stat(LOCK).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (age > STALE_LOCK_MS) await rm(LOCK, { recursive: true, force: true });
    else await sleep(200);
  }
  try {
    await work();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

function isCi(): boolean {
  return !['', 'false', '0', undefined].includes(process.env['CI']);
}

function skipped(reason: string): undefined {
  console.warn(`SKIPPED: what needs scikit-learn or SciPy is not tested, because ${reason}.`);
  return undefined;
}

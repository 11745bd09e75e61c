// Programs that are no npm packages: `.ci/tools` installs them below test/.cache/tools, a developer may have them on the PATH.
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const TOOLS = resolve(import.meta.dirname, '../.cache/tools/bin');

/** What installs each of them, where it is there. */
const INSTALLERS: Readonly<Record<string, string>> = { act: 'go', actionlint: 'go', zizmor: 'python3' };

/**
 * The path of a program: below test/.cache/tools, else on the PATH; undefined when it is nowhere.
 * @public
 */
export async function findTool(name: string): Promise<string | undefined> {
  for (const folder of [TOOLS, ...(process.env['PATH'] ?? '').split(delimiter)]) {
    const path = join(folder, name);
    if (folder !== '' && (await isExecutable(path))) return path;
  }
  return undefined;
}

/**
 * A program that a test is about. Where it is not there: a warning, and undefined.
 * @throws Error in CI where it could have been installed: there it must not be skipped
 */
export async function findLinter(name: string): Promise<string | undefined> {
  const found = await findTool(name);
  if (found !== undefined) return found;
  const installer = INSTALLERS[name];
  const isCi = !['', 'false', '0', undefined].includes(process.env['CI']);
  if (isCi && installer !== undefined && (await findTool(installer)) !== undefined) {
    throw new Error(`${name} is not installed although ${installer} is here: .ci/tools installs it`);
  }
  console.warn(`SKIPPED: ${name} is not installed, and what it would show was not looked at; .ci/tools installs it.`);
  return undefined;
}

/** What a linter said, and its exit status. */
export interface Linted {
  readonly status: number;
  readonly output: string;
}

/** Runs a linter in a folder; findings are a value. */
export async function lint(program: string, args: readonly string[], folder: string): Promise<Linted> {
  const options = { cwd: folder, env: { ...process.env, NO_COLOR: '1' } };
  try {
    const { stdout, stderr } = await promisify(execFile)(program, [...args], options);
    return { status: 0, output: `${stdout}${stderr}` };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number') throw error;
    return { status: code, output: `${stdout ?? ''}${stderr ?? ''}` };
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

// Whether there is a bash for the training. Asked before anything is planned, because the runner's own words for a missing
// one name neither the reason nor the cure.
import { access, constants } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { MlopsError } from '../../error.ts';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** @throws MlopsError `program-missing` when the first bash on the PATH is none that can run a training, or there is none */
export async function requireBash({ platform, environment }: Machine): Promise<void> {
  const isWindows = platform === 'win32';
  for (const place of placesOf('bash', { platform, environment })) {
    const isThere = await access(place, isWindows ? constants.F_OK : constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    if (!isOfWsl(place)) return;
    throw new MlopsError(
      'program-missing',
      `${place} is the bash of WSL, which cannot run a step of Windows`,
      ON_WINDOWS,
    );
  }
  const hint = isWindows ? ON_WINDOWS : ON_LINUX;
  throw new MlopsError('program-missing', 'there is no bash on the PATH, and the training command is run by it', hint);
}

const ON_WINDOWS = 'Install Git for Windows and put its folder `bin` on the PATH of the runner, before System32.';
const ON_LINUX =
  'Install it in a step before: `apk add bash git` in Alpine, `apt-get update && apt-get install -y bash git` in Debian.';

/** Where the system looks for a program, in its order. */
export function placesOf(name: string, { platform, environment }: Machine): readonly string[] {
  const path = platform === 'win32' ? win32 : posix;
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(path.delimiter);
  // Windows allows quotes around a folder, and looks into the one it stands in; nobody keeps a bash there.
  const named = folders.map((folder) => folder.replaceAll('"', '')).filter((folder) => folder !== '');
  return named.map((folder) => path.join(folder, platform === 'win32' ? `${name}.exe` : name));
}

/** The launcher of the Windows Subsystem for Linux knows neither the paths nor the variables of a step. */
export function isOfWsl(program: string): boolean {
  return /[\\/](?:system32|sysnative|windowsapps)[\\/]bash\.exe$/i.test(program);
}

// Where the training ran: system, hardware, runtimes, packages. No program is started here: this step may hold a token,
// and the interpreters of a worktree are untrusted. Their answers were collected by train.sh (see probes.ts).
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { arch, availableParallelism, cpus, platform, release, totalmem, type as systemName } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../run/record.ts';
import { parseGpuProbe, parsePythonProbe, parseVersionProbe } from './probe-answers.ts';
import { readLockedPackages } from './lock-files.ts';
import { CAPTURE_FILES } from './plan.ts';
import { readPlainFile } from './plain-file.ts';
import type { Workspace } from './workspace-files.ts';

/** More packages than this are recorded by digest alone. */
const MAX_LISTED_PACKAGES = 1500;

const MAX_ANSWER_BYTES = 1024 * 1024;

const VERSION_PROBES = ['r', 'julia', 'node', 'java', 'go', 'rust', 'dotnet'] as const;

export interface EnvironmentOptions {
  /** Capture folder. */
  readonly folder: string;
  readonly workspace: Workspace;
  /** Variables of this process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Image of the job's container, when it is known. */
  readonly container?: string;
}

/** Describes the environment; what cannot be told is absent. */
export async function readEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { folder, workspace, variables, container } = options;
  const answer = async (name: string): Promise<string> => {
    const end = await readPlainFile(join(folder, CAPTURE_FILES.probed, name), MAX_ANSWER_BYTES);
    return end?.content.toString() ?? '';
  };
  const [os, python, gpu, locked, ...versions] = await Promise.all([
    readSystemName(),
    answer('python').then(parsePythonProbe),
    answer('gpu').then(parseGpuProbe),
    readLockedPackages(workspace),
    ...VERSION_PROBES.map(async (name) => [name, parseVersionProbe(await answer(name))] as const),
  ]);
  const conda = await readCondaPackages(python?.prefix ?? variables['CONDA_PREFIX']);
  const runtimes = [['python', python?.version] as const, ...versions].flatMap(([name, version]) =>
    version === undefined ? [] : [[name, version] as const],
  );
  const packages = packagesFrom([...(python?.packages ?? []).map((name) => `pypi:${name}`), ...conda, ...locked]);
  const cpu = cpus()[0]?.model.trim();
  const image = [variables['ImageOS'], variables['ImageVersion']].filter(Boolean).join(' ');
  return {
    os,
    arch: arch(),
    ...(cpu === undefined || cpu === '' ? {} : { cpu }),
    cores: availableParallelism(),
    memory: memoryOfProcess(),
    ...(gpu === undefined ? {} : { gpu }),
    runtimes: Object.fromEntries(runtimes),
    ...(packages === undefined ? {} : { packages }),
    ...(container === undefined || container === '' ? {} : { container }),
    ...(image === '' ? {} : { image }),
  };
}

/** The digest is SHA-256 over the sorted list, a package a line. */
function packagesFrom(names: readonly string[]): Environment['packages'] {
  if (names.length === 0) return undefined;
  const list = [...new Set(names)].toSorted();
  const digest = createHash('sha256')
    .update(list.map((name) => `${name}\n`).join(''))
    .digest('hex');
  return { digest, ...(list.length > MAX_LISTED_PACKAGES ? { count: list.length } : { list }) };
}

/** What a container may use, where it is limited. */
function memoryOfProcess(): number {
  const limit = process.constrainedMemory();
  return limit > 0 && limit < totalmem() ? limit : totalmem();
}

async function readSystemName(): Promise<string> {
  if (platform() === 'linux') {
    const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
    const name = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(text)?.[1];
    if (name !== undefined) return name;
  }
  return `${systemName()} ${release()}`;
}

// Conda keeps a file <name>-<version>-<build>.json for each package.
async function readCondaPackages(prefix: string | undefined): Promise<readonly string[]> {
  if (prefix === undefined || prefix === '') return [];
  const names = await readdir(join(prefix, 'conda-meta')).catch(() => []);
  return names.flatMap((name) => {
    const parts = /^([\w.+-]+)-([^-]+)-[^-]+\.json$/.exec(name);
    return parts?.[1] === undefined || parts[2] === undefined ? [] : [`conda:${parts[1]}==${parts[2]}`];
  });
}

// The registry beside GTO on the same tags: reading thousands of them, and the commands that write one.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { gitIn } from '../../src/git/git.ts';
import { readTags } from '../../src/registry/read-registry.ts';
import { showTable } from '../../src/registry/show.ts';
import { registryState } from '../../src/registry/state.ts';
import {
  commitFiles,
  createEmptyRemote,
  createRepository,
  git,
  temporaryFolder,
  TEST_GIT_ENVIRONMENT,
} from '../support/git-fixtures.ts';
import { GTO_PROGRAM, installGto } from '../support/gto.ts';
import { MLOPS_PROGRAM } from '../support/mlops.ts';
import { costOf, DELAY_MS, type Cost } from './cost.ts';
import { forkGitServer } from './git-server-process.ts';
import { comparedRow, medianOf, type BenchRow } from './row.ts';
import { synthesiseRegistry } from './synthetic-registry.ts';

const run = promisify(execFile);
const ROUNDS = 5;
/** GTO looks through all tags of a model for each of them, and takes minutes for ten thousand. */
const GTO_LIMIT_MS = 300_000;

const FILES = {
  'mlops.yaml':
    'model: duration\ncommand: sh train.sh\nmodel-files: model.bin\ngates:\n  rmse: {better: lower, max: 10}\n',
  'train.sh': 'echo rmse=5 >> "$MLOPS_METRICS"; echo weights > model.bin\n',
  '.gitignore': 'model.bin\n',
};

export async function benchRegistry(): Promise<readonly BenchRow[]> {
  const gto = (await installGto()) === undefined ? GTO_PROGRAM : undefined;
  return [
    ...(await benchReads(1_000, gto, 3)),
    ...(await benchReads(10_000, gto, 1)),
    ...(await benchWrites(300, gto)),
  ];
}

async function benchReads(tags: number, gto: string | undefined, gtoRounds: number): Promise<readonly BenchRow[]> {
  using folder = temporaryFolder('mlops-bench-');
  const packed = createRepository(join(folder.path, 'packed'));
  synthesiseRegistry(packed, tags, FILES);
  git(packed, ['reset', '--quiet', '--hard']);
  // A fetch writes a file for every tag; only a clone packs them.
  const loose = createRepository(join(folder.path, 'loose'));
  git(loose, ['fetch', '--quiet', packed, '+refs/tags/*:refs/tags/*']);
  const section = `registry of ${tags.toLocaleString('en')} tags`;

  const parts: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    parts.push(
      await timed(async () => {
        const read = await readTags(gitIn(packed));
        if (read.tags.length !== tags || showTable(registryState(read.tags)).rows.length !== 5)
          throw new Error(section);
      }),
    );
  }
  const ours: number[] = [];
  const ofLoose: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await timed(() => run(process.execPath, [MLOPS_PROGRAM, 'registry'], inside(packed))));
    ofLoose.push(await timed(() => run(process.execPath, [MLOPS_PROGRAM, 'registry'], inside(loose))));
  }
  const theirs: number[] = [];
  for (let round = 0; round < gtoRounds; round += 1) {
    if (gto === undefined) break;
    theirs.push(await timed(() => run(gto, ['show'], { ...inside(packed), timeout: GTO_LIMIT_MS })));
  }
  const whole = { section, what: 'mlops registry, the whole process', unit: 'ms', ours: medianOf(ours) };
  return [
    { section, what: 'read, state and table', unit: 'ms', ours: medianOf(parts), limit: 'under 500' },
    theirs.length === 0 ? whole : comparedRow({ ...whole, other: { name: 'gto show', value: medianOf(theirs) } }),
    { section, what: 'the same, a file for each tag', unit: 'ms', ours: medianOf(ofLoose) },
  ];
}

/** A command of ours and of GTO that writes one tag and pushes it. */
interface Writer {
  readonly what: string;
  /** What ours has to do before, unmeasured. */
  readonly first?: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

const WRITERS: readonly Writer[] = [
  { what: 'register', ours: ['register'], theirs: ['register', 'duration', 'HEAD', '--push'] },
  {
    what: 'promote',
    first: ['register'],
    ours: ['promote', 'duration', 'production'],
    theirs: ['assign', 'duration', 'HEAD', '--stage', 'production', '--push'],
  },
];

async function benchWrites(tags: number, gto: string | undefined): Promise<readonly BenchRow[]> {
  using folder = temporaryFolder('mlops-bench-');
  const remote = createEmptyRemote(join(folder.path, 'remote.git'));
  const project = createRepository(join(folder.path, 'project'));
  synthesiseRegistry(project, tags, FILES);
  git(project, ['reset', '--quiet', '--hard']);
  git(project, ['push', '--quiet', '--mirror', remote]);
  await using server = await forkGitServer(folder.path, DELAY_MS);
  git(project, ['remote', 'add', 'origin', `${server.url}/remote.git`]);
  const counter = countingGit(join(folder.path, 'counted'));

  const section = `one tag more in a registry of ${tags} tags, ${DELAY_MS} ms per request`;
  const rows: BenchRow[] = [];
  for (const { what, first, ours, theirs } of WRITERS) {
    const measure = async (program: string, words: readonly string[]): Promise<readonly (Cost & Counted)[]> => {
      const costs: (Cost & Counted)[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        await trainAnew(project);
        if (first !== undefined) await run(process.execPath, [MLOPS_PROGRAM, ...first], inside(project, counter.path));
        const before = counter.take();
        const cost = await costOf(server, () => run(program, [...words], inside(project, counter.path)));
        costs.push({ ...cost, processes: counter.take() - before });
      }
      return costs;
    };
    const own = await measure(process.execPath, [MLOPS_PROGRAM, ...ours]);
    const other = gto === undefined ? [] : await measure(gto, theirs);
    rows.push(...rowsOf(section, what, own, `gto ${theirs[0] ?? ''} --push`, other));
  }
  return rows;
}

interface Counted {
  /** Processes of git that the command started itself, those of git left out. */
  readonly processes: number;
}

function rowsOf(
  section: string,
  what: string,
  ours: readonly (Cost & Counted)[],
  name: string,
  theirs: readonly (Cost & Counted)[],
): readonly BenchRow[] {
  const measures = [
    ['ms', 'wall time', (cost: Cost & Counted) => cost.ms],
    ['', 'HTTP requests', (cost: Cost & Counted) => cost.requests],
    ['KB', 'bytes', (cost: Cost & Counted) => cost.bytes / 1000],
    ['', 'git processes', (cost: Cost & Counted) => cost.processes],
  ] as const;
  return measures.map(([unit, measure, of]) => {
    const row = { section, what: `${what}: ${measure}`, unit, ours: medianOf(ours.map(of)) };
    return theirs.length === 0 ? row : comparedRow({ ...row, other: { name, value: medianOf(theirs.map(of)) } });
  });
}

let trained = 0;

/** A new commit, at the remote too, with a run of its own. */
async function trainAnew(project: string): Promise<void> {
  commitFiles(project, { 'params.txt': String((trained += 1)) });
  git(project, ['push', '--quiet', 'origin', 'HEAD:main']);
  await run(process.execPath, [MLOPS_PROGRAM, 'train', '--register', 'never', '--quiet'], inside(project));
}

/** A git first on the PATH that leaves a byte for each start by a program that is not git. */
function countingGit(folder: string): { readonly path: string; take(): number } {
  const file = `${folder}.bytes`;
  const real = process.env['PATH'] ?? '';
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'git'),
    `#!/bin/sh\nprintf . >> '${file}'\nPATH='${real.replaceAll("'", String.raw`'\''`)}' exec git "$@"\n`,
    { mode: 0o755 },
  );
  return {
    path: `${folder}${delimiter}${real}`,
    take: () => (existsSync(file) ? readFileSync(file).length : 0),
  };
}

function inside(cwd: string, path?: string): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
  return {
    cwd,
    env: { ...process.env, ...TEST_GIT_ENVIRONMENT, NO_COLOR: '1', ...(path === undefined ? {} : { PATH: path }) },
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

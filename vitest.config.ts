import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

// Most of what runs here is a short process of node, which finds its code compiled. It reads this when it starts, so it
// has to stand in the environment from which the workers are started.
process.env['NODE_COMPILE_CACHE'] ??= resolve(import.meta.dirname, 'test/.cache/compiled');

/** Tests that start no process and hold much: starting a process costs more, the more memory the worker holds. */
const PURE = [
  ...['artifacts', 'comparison', 'config', 'report', 'run', 'simulation', 'statistics', 'training/formats'].map(
    (name) => `test/${name}/**/*.test.ts`,
  ),
  'test/forge/github.test.ts',
];

/** Tests of clients that read the environment once, when they are loaded: each has a worker of its own. */
const ISOLATED = [
  'test/pipeline/sync-records.test.ts',
  'test/pipeline/publish-fork.test.ts',
  'test/pipeline/answer-command.test.ts',
  'test/pipeline/left-records.test.ts',
  'test/pipeline/rescue-releases.test.ts',
  'test/artifacts/workflow.test.ts',
];

/** Whole jobs of the action beside its main way: other events, strangers, other machines, other languages. */
const OTHER_JOBS = [
  'container',
  'deployment',
  'events',
  'fork',
  'hostile-git',
  'projects',
  'redaction',
  'slash-command',
  'token',
];

/**
 * What is broken on purpose, writers that are killed, connections that are lost, caches that are spoilt; what is large; the
 * action in a real runner; what SciPy, GTO or a browser has to answer; many whole repositories. They take long.
 */
const SLOW = [
  ...['faults', 'scale', 'runner', 'browser'].map((folder) => `test/${folder}/**/*.test.ts`),
  ...OTHER_JOBS.map((name) => `test/action/${name}.test.ts`),
  'test/statistics/scipy.test.ts',
  'test/cli/history.test.ts',
  'test/cli/init.test.ts',
  'test/cli/version.test.ts',
  'test/pipeline/deploy-version.test.ts',
  'test/pipeline/deprecate-model.test.ts',
  'test/pipeline/version-chain.test.ts',
  'test/tracking/sync.test.ts',
  'test/registry/gto-program.test.ts',
  'test/registry/gto-round-trip.test.ts',
  'test/registry/gto-repair.test.ts',
  'test/demo/demo.test.ts',
  'test/doctor/repository.test.ts',
  'test/init/written-workflows.test.ts',
  'test/forge/github-faults.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['test/support/index-cache.ts'],
    setupFiles: ['test/support/property-seed.ts', 'test/support/process-state.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The tests are processes of git, bash and node rather than JavaScript: more workers only get in each other's way.
    maxWorkers: 3,
    // A worker for every file would spend a third of a second on its start.
    isolate: false,
    env: {
      // Thousands of small repositories: a file system in memory halves the time that the system spends on them.
      TMPDIR: memoryFolder() ?? tmpdir(),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
    },
    projects: [
      { extends: true, test: { name: 'isolated', include: ISOLATED, isolate: true } },
      {
        extends: true,
        test: { name: 'pure', include: PURE, exclude: [...configDefaults.exclude, ...ISOLATED, ...SLOW] },
      },
      {
        extends: true,
        test: {
          name: 'effects',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...PURE, ...ISOLATED, ...SLOW],
        },
      },
      { extends: true, test: { name: 'slow', include: SLOW } },
    ],
  },
});

function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 2 ** 31 ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}

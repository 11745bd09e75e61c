import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/index-cache.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The tests are processes of git, bash and node rather than JavaScript: more workers only get in each other's way.
    maxWorkers: 4,
    // Thousands of small repositories: a file system in memory halves the time that the system spends on them.
    env: { TMPDIR: memoryFolder() ?? tmpdir() },
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

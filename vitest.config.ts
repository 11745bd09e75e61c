import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // The tests are processes of git, bash and node rather than JavaScript: more workers only get in each other's way.
    maxWorkers: 3,
  },
});

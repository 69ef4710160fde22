import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['test/support/closing-lines.ts'],
    include: ['test/**/*.test.ts'],

    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Two cores: each integration file boots a whole gateway of its own.
    maxWorkers: 2,
  },
});

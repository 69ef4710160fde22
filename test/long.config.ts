import { defineConfig } from 'vitest/config';
import { common } from '../vitest.config.ts';

/** The tests that take minutes, each run by a command of its own: `npm run attack`, `arrival`, `crash`, `lost`, `long`, `pages`. */
export default defineConfig({
  test: { ...common, globalSetup: ['test/support/closing-lines.ts'], include: ['test/**/*.test.ts'] },
});

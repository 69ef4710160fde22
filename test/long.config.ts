import { configDefaults, defineConfig } from 'vitest/config';
import { common } from '../vitest.config.ts';

/** Those that `npm run long` runs, and `.ci/run` does not: no clause is proved by them alone, and they rarely break, or a step of its own has the most of them. */
const seldom = [
  'test/bench/textbook.test.ts',
  'test/integration/large-messages.test.ts',
  'test/integration/official-names.test.ts',
  'test/integration/order.test.ts',
  'test/integration/platforms-apart.test.ts',
  'test/integration/untold.test.ts',
  'test/local/every-resource.test.ts',
  'test/local/synth.test.ts',
  'test/local/table-stream.test.ts',
  'test/local/write-units.test.ts',
  'test/samples/start.test.ts',
  'test/stub/**',
];

/** The tests that take minutes, each run by a command of its own: `npm run attack`, `arrival`, `crash`, `lost`, `long`, `pages`. */
export default defineConfig({
  test: {
    ...common,
    globalSetup: ['test/support/closing-lines.ts'],
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env['LONG'] === 'some' ? seldom : [])],
  },
});

import { defineConfig } from 'vitest/config';

/** The tests that run once for each mutant: those of the pure core, which wait for nothing. */
export default defineConfig({
  test: {
    include: [
      'test/functions/admission/**/*.test.ts',
      'test/delta-h7/calls/wire-format.test.ts',
      'test/functions/ledger/{filing,history,requests,statements,stuck,unsent}.test.ts',
      'test/functions/notify/replay.test.ts',
      'test/functions/send/{claim,waits}.test.ts',
    ],
  },
});

import type { RecountOptions } from '../commands/recount.ts';
import { type Define, type Flags, withGateway } from './common.ts';

/** The command for the books: recount. */
export const defineRecount: Define = (root, run, terminal) => {
  withGateway(root.command('recount'))
    .description('Compare the books, from which lists and counts are made, with the ledger.')
    .option('--write', 'put right what differs')
    .addHelpText('after', recountHelp)
    .action((flags: Flags<RecountOptions>) =>
      run(flags, async (open) => (await import('../commands/recount.ts')).recount(flags, open, terminal)),
    );
};

const recountHelp = `
Examples:
  $ npx declarant recount
  $ npx declarant recount --write

It reads the whole ledger, and says the differences; with any of them, and
without --write, it ends with 1. Counts that are being written are left alone:
run it when little happens. What it stopped in is done again by the next run.`;

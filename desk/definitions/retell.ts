import type { RetellOptions } from '../commands/retell.ts';
import { type Define, type Flags, parseWholeNumber, withGateway } from './common.ts';

/** The command for what platforms are told: retell. */
export const defineRetell: Define = (root, run, terminal) => {
  withGateway(root.command('retell'))
    .description('Tell the platforms of messages of the authority that they could not be told of.')
    .option('--limit <number>', 'how many entries of the queue at most (default: all)', parseWholeNumber)
    .option('--since <time>', 'instead, all messages that came since then, told or not: 90m, 6h, 2026-11-22T08:30:00Z')
    .option('--until <time>', 'and until then (default: now)')
    .option('--dry-run', 'say how many there are, and tell nobody')
    .option('--reason <text>', 'why, if it should be kept')
    .addHelpText('after', retellHelp)
    .action((flags: Flags<RetellOptions>) =>
      run(flags, async (open) => (await import('../commands/retell.ts')).retell(flags, open, terminal)),
    );
};

const retellHelp = `
Examples:
  $ npx declarant retell --dry-run
  $ npx declarant retell
  $ npx declarant retell --since 2026-11-22T08:00Z --until 2026-11-22T20:00Z

What still cannot be told stays on the queue. What was told before comes under
the same id, by which the platforms know it. Needs lambda:InvokeFunction of the
notifier, and to read and delete what is on the queue.`;

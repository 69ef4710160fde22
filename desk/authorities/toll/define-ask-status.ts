import { type Define, type Flags, withGateway } from '../../definitions/common.ts';
import type { AskStatusOptions } from './ask-status.ts';

/** The command that has the status of presentations asked for again: ask-status. */
export const defineAskStatus: Define = (root, run, terminal) => {
  withGateway(root.command('ask-status'))
    .description('Have Tolletaten asked again for the status of presentations that stayed unknown.')
    .argument('<request-id...>', 'the presentations, by their request ids')
    .option('--reason <text>', 'why: mandatory, and kept')
    .addHelpText('after', help)
    .action((requestIds: string[], flags: Flags<AskStatusOptions, 'requestIds'>) =>
      run(flags, async (open) => (await import('./ask-status.ts')).askStatus({ requestIds, ...flags }, open, terminal)),
    );
};

const help = `
Examples:
  $ npx declarant ask-status 7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11 \\
      --reason "overdue since yesterday"

Only what was taken, asked for as often as the lane is configured to, and is still
unknown is asked for again. Within a minute the sender asks, and goes on as after
the presentation. Nothing is presented again.
Exit codes: 0 all are asked for, 1 some are not, 2 wrong use.`;

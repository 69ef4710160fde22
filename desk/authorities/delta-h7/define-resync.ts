import type { Command } from 'commander';
import { type Define, type Flags, withGateway } from '../../definitions/common.ts';
import { WAIT_SECONDS, waitOf } from '../../definitions/wait.ts';
import type { ResyncOptions } from './resync.ts';
import { resyncStatuses } from './resync-status.ts';

type ResyncFlags = Flags<ResyncOptions, 'lrns'> & { lrn?: string[]; wait?: true | string };

/** The command that asks how declarations stand: resync. */
export const defineResync: Define = (root, run, terminal) => {
  withGateway(root.command('resync'))
    .description('Ask customs how declarations stand, after an incident (Consult_H7), and bring them up to date.')
    .option('--lrn <lrn...>', 'about the declarations of these LRNs')
    .option('--since <when>', 'about those sent since: how long ago (15m, 6h, 3d), today, a day in Paris or an instant')
    .option('--until <when>', 'and until (default: now)')
    .option('--status <status>', `only those that are now ${resyncStatuses.join(', ')}`)
    .option('--reason <text>', 'why: mandatory, and kept (§9.3)')
    .option('--agreement <number>', 'the clearance agreement of all of them (default: the one that each names)')
    .option('--dry-run', 'say what would be asked, and ask nothing')
    .option('--wait [seconds]', `wait for what customs says; ${WAIT_SECONDS} s unless told otherwise`)
    .addHelpText('after', resyncHelp)
    .action((flags: ResyncFlags, command: Command) =>
      run(flags, async (open) => {
        const { resync } = await import('./resync.ts');
        const { waitSeconds, more } = waitOf(flags.wait);
        if (more.length > 0) command.error(`error: --wait takes a number of seconds, not ${more.join(' ')}`);
        return resync({ ...flags, lrns: flags.lrn ?? [], waitSeconds }, open, terminal);
      }),
    );
};

const resyncHelp = `
Examples:
  $ npx declarant resync --since 3h --status overdue --wait \\
      --reason "callbacks were down from 9 to 11"
  $ npx declarant resync --lrn MY-LRN-0001 MY-LRN-0002 --dry-run \\
      --reason "answers lost"
  $ npx declarant resync --lrn MY-LRN-0001 --agreement A234567 \\
      --reason "filed before this gateway"

overdue: sent, and without an answer for longer than overdueMinutes, as in list.
Customs answers for declarations of the same technical account only; one that it
does not name is unknown to it.`;

import { authorityNames, filingKinds } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import { exampleAuthority, examples, referenceWords } from '../authorities/words.ts';
import type { PauseOptions } from '../commands/pause.ts';
import type { RedriveOptions } from '../commands/redrive.ts';
import type { SettleOptions } from '../commands/settle.ts';
import type { WithdrawOptions } from '../commands/withdraw.ts';
import { type CommonOptions, type Define, type Flags, parseWholeNumber, withGateway } from './common.ts';
import { sentMessage } from './message-name.ts';

const noun = nounOf(authorityNames);

/** The commands for how authorities are spoken to: lanes, pause, resume, withdraw, settle, redrive. */
export const defineLanes: Define = (root, run, terminal) => {
  withGateway(root.command('lanes'))
    .description('Show how each lane stands: whether it sends, what waits, what lies in its queues.')
    .addHelpText('after', lanesHelp)
    .action((flags: CommonOptions) =>
      run(flags, async (open) => (await import('../commands/lanes.ts')).lanes(flags, open, terminal)),
    );

  const switches = {
    pause: 'Stop a lane until it is resumed, for announced maintenance: what is submitted waits.',
    resume: 'Let a paused lane send again, at a rate that grows: what waited goes.',
  };
  for (const name of ['pause', 'resume'] as const)
    withGateway(root.command(name))
      .description(switches[name])
      .argument('<lane>', `for example ${exampleAuthority}`)
      .option('--reason <text>', 'why: mandatory, kept, and published')
      .addHelpText('after', pauseHelp)
      .action((lane: string, flags: Flags<PauseOptions, 'lane'>) =>
        run(flags, async (open) => (await import('../commands/pause.ts'))[name]({ lane, ...flags }, open, terminal)),
      );

  withGateway(root.command('withdraw'))
    .description('Take out what waits under a reference: it is refused, with the reason, and told.')
    .argument('<reference>', `your own reference: ${referenceWords(authorityNames)}, or that of a request`)
    .option('--reason <text>', 'why: mandatory, kept, and told to the platform')
    .option('--message <name>', `only this message, for example ${examples.followUp}`, sentMessage)
    .option('--authority <name>', 'only in the lane of this authority')
    .option('--kind <kind>', `only a filing of this kind: ${filingKinds.join(', ')}`)
    .addHelpText('after', withdrawHelp)
    .action((reference: string, flags: Flags<WithdrawOptions, 'reference'>) =>
      run(flags, async (open) =>
        (await import('../commands/withdraw.ts')).withdraw({ reference, ...flags }, open, terminal),
      ),
    );

  withGateway(root.command('settle'))
    .description('Record what you found out at the authority about a filing that is unclear.')
    .argument('<reference>', `your own reference: ${referenceWords(authorityNames)}, or that of a request`)
    .option('--created <number>', 'it is there, under this number')
    .option('--not-created', 'it is not there')
    .option('--reason <text>', 'how you know: mandatory with --not-created, kept, and then told to the platform')
    .option('--authority <name>', 'only in the lane of this authority')
    .addHelpText('after', settleHelp)
    .action((reference: string, flags: Flags<SettleOptions, 'reference'>) =>
      run(flags, async (open) =>
        (await import('../commands/settle.ts')).settle({ reference, ...flags }, open, terminal),
      ),
    );

  withGateway(root.command('redrive'))
    .description("Put a lane's dead letters, which its sender could not take up, back on its outbox.")
    .argument('<lane>', `for example ${exampleAuthority}`)
    .option('--limit <number>', 'how many at most (default: all)', parseWholeNumber)
    .option('--dry-run', 'say how many there are, and move none')
    .option('--reason <text>', 'why, if it should be kept')
    .addHelpText('after', redriveHelp)
    .action((lane: string, flags: Flags<RedriveOptions, 'lane'>) =>
      run(flags, async (open) => (await import('../commands/redrive.ts')).redrive({ lane, ...flags }, open, terminal)),
    );
};

const lanesHelp = `
Examples:
  $ npx declarant lanes
  $ npx declarant lanes --json | jq '.[] | select(.breaker.state != "closed")'

closed: it sends. open: nothing goes for a while. probing: one message tries.
ramping: it sends at so much of its rate, growing. paused: an operator stopped
it. LAST HOUR: used of the hour's share. Below the table: why a lane does not
send, by the code of the cause (docs/causes.md), what to do, and the messages
that fail while others pass, each with its next try. Oldest message: of queues
that hold any, from CloudWatch (cloudwatch:GetMetricData), some minutes late.`;

const pauseHelp = `
Examples:
  $ npx declarant pause ${exampleAuthority} --reason "maintenance from 22:00 to 02:00"
  $ npx declarant resume ${exampleAuthority} --reason "${noun} is back"

Calls that are under way end. Nothing is lost or refused: what waits keeps its
place in the ledger.`;

const withdrawHelp = `
Examples:
  $ npx declarant withdraw ${examples.reference} --reason "answers 500: ticket 4711"
  $ npx declarant withdraw ${examples.reference} --message ${examples.followUp} \\
      --reason "it is not needed any more"

Takes out what waits for the lane, for a declaration, for its replay or for its
own back-off, and what lies among the dead letters. It may be submitted again,
corrected or as it was. Where it may have arrived all the same, that is said:
ask ${noun} first.
Exit codes: 0 withdrawn, 1 nothing waits, or a sender was faster, 2 wrong use
(nothing was done).`;

const settleHelp = `
Examples:
  $ npx declarant list --status unclear
  $ npx declarant settle ${examples.reference} --created 4711
  $ npx declarant settle ${examples.reference} --not-created \\
      --reason "not in the list of ${noun} at 14:00"

A message whose call got no clear answer may have been done: nothing of it is sent
again. Ask ${noun}, then say what you found. Created: the filing is answered, and
found by that number. Not created: it failed, and may be submitted again, also as it
was. The platform is told either way. A finding is kept with who, when and why, and
is not changed afterwards; where the authority still says otherwise, its word counts.
Exit codes: 0 settled, now or so before, 1 it is not unclear, or was settled
otherwise, 2 wrong use (nothing was done).`;

const redriveHelp = `
Examples:
  $ npx declarant redrive ${exampleAuthority} --dry-run
  $ npx declarant redrive ${exampleAuthority} --limit 10
  $ npx declarant redrive ${exampleAuthority} --json

A declaration that was sent before is not sent twice: the sender knows it by its
claim.`;

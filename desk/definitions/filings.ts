import type { Command } from 'commander';
import { filingStates } from '../../schemas/catalogue.ts';
import { filingStatuses } from '../../schemas/filing.ts';
import { resyncStatuses } from '../resync/resync-status.ts';
import { type CommonOptions, type Define, withGateway } from './common.ts';

interface SubmitFlags extends CommonOptions {
  message?: string;
  authority?: string;
  platform?: string;
  lrn?: string;
  wait?: true | string;
}
interface ResyncFlags extends CommonOptions {
  lrn?: string[];
  since?: string;
  until?: string;
  status?: string;
  reason?: string;
  agreement?: string;
  dryRun?: true;
  wait?: true | string;
}
interface ShowFlags extends CommonOptions {
  authority?: string;
}
interface ListFlags extends CommonOptions {
  authority?: string;
  status?: string;
  state?: string;
  orphans?: boolean;
  since: string;
  limit: string;
}

/** For how long `--wait` waits where no number is given, in seconds. */
const WAIT_SECONDS = 120;

/** What is filed: submit, show, list, resync. */
export const defineFilings: Define = (root, run, terminal) => {
  withGateway(root.command('submit'))
    .description("Put declarations on their authority's outbox, from files or from standard input (-).")
    .argument('[files...]', 'envelopes, samples or bare payloads: one, a JSON array, or one a line (NDJSON)')
    .option('--message <name>', 'the files hold bare payloads of this message, for example Creation_H7')
    .option('--authority <name>', 'whose message a bare payload is (default: "delta-h7")')
    .option('--platform <name>', 'who is told what happens to a bare payload (default: "desk")')
    .option('--lrn <new>', 'file the only submission under this reference instead of its own')
    .option('--wait [seconds]', `wait until each is answered; ${WAIT_SECONDS} s unless told otherwise`)
    .addHelpText('after', submitHelp)
    .action((files: string[], flags: SubmitFlags, command: Command) =>
      run(flags, async (open) => {
        const { submit } = await import('../commands/submit.ts');
        const { waitSeconds, more } = waitOf(flags.wait);
        const all = [...files, ...more];
        if (all.length === 0) command.error('error: name at least one FILE, or - for standard input');
        const { message, authority, platform, lrn } = flags;
        return submit(
          { files: all, message, authority, platform, reference: lrn, waitSeconds, json: flags.json ?? false },
          open,
          terminal,
        );
      }),
    );

  withGateway(root.command('show'))
    .description('Show everything known under a reference: state, duties and taxes, errors, history.')
    .argument('<reference>', 'your own reference (the LRN), or the one that customs gave')
    .option('--authority <name>', 'only in the lane of this authority')
    .addHelpText('after', showHelp)
    .action((reference: string, flags: ShowFlags) =>
      run(flags, async (open) => {
        const { show } = await import('../commands/show.ts');
        return show({ reference, authority: flags.authority, json: flags.json ?? false }, open, terminal);
      }),
    );

  withGateway(root.command('list'))
    .description('List filings that something happened to lately, as they stand now, newest first.')
    .option('--status <status>', `${filingStatuses.join(', ')}; or unreadable: what came and could not be read`)
    .option('--authority <name>', 'only what is of this authority')
    .option('--state <state>', filingStates.join(', '))
    .option('--orphans', 'only what customs wrote of and nothing was submitted of here')
    .option('--since <when>', 'how long ago (90s, 15m, 6h, 3d), a date or an instant, in UTC', '24h')
    .option('--limit <number>', 'how many at most', '100')
    .addHelpText('after', listHelp)
    .action((flags: ListFlags) =>
      run(flags, async (open) => {
        const { list } = await import('../commands/list.ts');
        return list({ ...flags, json: flags.json ?? false }, open, terminal);
      }),
    );

  withGateway(root.command('resync'))
    .description('Ask customs how declarations stand, after an incident (Consult_H7), and bring them up to date.')
    .option('--lrn <lrn...>', 'about the declarations of these LRNs')
    .option('--since <when>', 'about those sent since: how long ago (90s, 15m, 6h, 3d), a date or an instant, in UTC')
    .option('--until <when>', 'and until (default: now)')
    .option('--status <status>', `only those that are now ${resyncStatuses.join(', ')}`)
    .option('--reason <text>', 'why: mandatory, and kept (§9.3)')
    .option('--agreement <number>', 'the clearance agreement of all of them (default: the one that each names)')
    .option('--dry-run', 'say what would be asked, and ask nothing')
    .option('--wait [seconds]', `wait for what customs says; ${WAIT_SECONDS} s unless told otherwise`)
    .addHelpText('after', resyncHelp)
    .action((flags: ResyncFlags, command: Command) =>
      run(flags, async (open) => {
        const { resync } = await import('../commands/resync.ts');
        const { waitSeconds, more } = waitOf(flags.wait);
        if (more.length > 0) command.error(`error: --wait takes a number of seconds, not ${more.join(' ')}`);
        const { lrn: lrns = [], since, until, status, reason, agreement, dryRun = false, json = false } = flags;
        return resync({ lrns, since, until, status, reason, agreement, dryRun, json, waitSeconds }, open, terminal);
      }),
    );
};

/** Commander gives `--wait` whatever comes next: what is no number is a file. */
function waitOf(wait: true | string | undefined): { waitSeconds: number | undefined; more: string[] } {
  if (wait === undefined) return { waitSeconds: undefined, more: [] };
  if (wait === true) return { waitSeconds: WAIT_SECONDS, more: [] };
  return /^\d{1,6}$/.test(wait) ? { waitSeconds: Number(wait), more: [] } : { waitSeconds: WAIT_SECONDS, more: [wait] };
}

const submitHelp = `
Examples:
  $ npx declarant submit samples/01-*.json --lrn MY-LRN-0001 --wait
  $ npx declarant submit parcels.ndjson
  $ npx declarant submit payload.json --message Creation_H7 --platform shop-1
  $ cat envelope.json | npx declarant submit - --json

An envelope is {"authority": "delta-h7", "message": "Creation_H7",
"platform": "shop-1", "payload": {…}}.
The message itself is judged by the sender: what is wrong with it is recorded,
and shown by "declarant show".
A reference is sent once. Under a new one (--lrn) the same declaration is
another one.
With --wait, the exit code is 1 unless each was answered without being refused
or rejected.`;

const showHelp = `
Examples:
  $ npx declarant show MY-LRN-0001
  $ npx declarant show MY-LRN-0001 --json | jq .errors

With --json the filing is printed as one object, or, with exit code 1,
{"error": {"code": "NOT_FOUND", …}}.`;

const listHelp = `
Examples:
  $ npx declarant list
  $ npx declarant list --state under-control --since 6h
  $ npx declarant list --orphans --since 3d
  $ npx declarant list --status failed --since 3d --json | jq '.[].reference'
  $ npx declarant list --status unreadable --json | jq -r '.[].body'

What could not be read belongs to no filing: it is listed with when it came,
from where, and what is wrong with it.
AGE is the time since the latest message of a filing.`;

const resyncHelp = `
Examples:
  $ npx declarant resync --since 3h --status overdue --wait \\
      --reason "callbacks were down from 9 to 11"
  $ npx declarant resync --lrn MY-LRN-0001 MY-LRN-0002 --dry-run \\
      --reason "answers lost"
  $ npx declarant resync --lrn MY-LRN-0001 --agreement A234567 \\
      --reason "filed before this gateway"

overdue: sent, and without an answer for more than 30 minutes.
Customs answers for declarations of the same technical account only; one that it
does not name is unknown to it.`;

import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { filingStates, filingStatuses } from '../schemas/filing.ts';
import { awsFault } from './aws-fault.ts';
import { DeskFault } from './fault.ts';
import { type ConnectOptions, connect, type GatewayConnection } from './gateway-connection.ts';
import { resyncStatuses } from './resync-status.ts';
import { terminal as processTerminal, type Terminal } from './terminal.ts';

interface CommonOptions extends ConnectOptions {
  json?: true;
}
interface SubmitFlags extends CommonOptions {
  message?: string;
  authority?: string;
  platform?: string;
  lrn?: string;
  wait?: true | string;
}
interface SchemaFlags {
  authority?: string;
  wire?: true;
  json?: true;
}
interface CheckFlags {
  message?: string;
  authority?: string;
  platform?: string;
  json?: true;
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
interface ReasonFlags extends CommonOptions {
  reason?: string;
}
interface RedriveFlags extends CommonOptions {
  limit?: number;
  dryRun?: true;
}
interface ListFlags extends CommonOptions {
  status?: string;
  state?: string;
  since: string;
  limit: string;
}

/** For how long `--wait` waits where no number is given, in seconds. */
const WAIT_SECONDS = 120;

/**
 * The operator's command line.
 * @returns the exit code: 0, 1 where something did not succeed, 2 for wrong use
 */
export async function desk(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  let exitCode = 0;
  let json = false;
  let gateway = 'the gateway';

  /** Runs a command, loaded only now, on the gateway that its options name. */
  const run = (options: CommonOptions, command: (open: () => GatewayConnection) => Promise<number>) => {
    json = options.json ?? false;
    const open = () => {
      const connection = connect(options);
      gateway = connection.title;
      return connection;
    };
    return command(open).then((code) => {
      exitCode = code;
    });
  };

  try {
    await program(run, terminal).parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has written its own sentence, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const fault = awsFault(error, gateway);
    if (!(fault instanceof DeskFault)) throw error;
    terminal.progress('');
    if (json) terminal.out(JSON.stringify({ error: { code: fault.code, message: fault.message } }));
    else terminal.err(fault.message);
    return fault.exitCode;
  }
}

type Run = (options: CommonOptions, command: (open: () => GatewayConnection) => Promise<number>) => Promise<void>;

function program(run: Run, terminal: Terminal): Command {
  const root = new Command('declarant')
    .description('Files declarations with customs through a Declarant gateway, and tells what became of them.')
    .usage('<command> [options]')
    .exitOverride()
    .showHelpAfterError('(--help tells how it is used)')
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    })
    .addHelpText('after', mainHelp);

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
        const { submit } = await import('./commands/submit.ts');
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
    .addHelpText('after', showHelp)
    .action((reference: string, flags: CommonOptions) =>
      run(flags, async (open) => {
        const { show } = await import('./commands/show.ts');
        return show({ reference, json: flags.json ?? false }, open, terminal);
      }),
    );

  withGateway(root.command('list'))
    .description('List filings that something happened to lately, as they stand now, newest first.')
    .option('--status <status>', filingStatuses.join(', '))
    .option('--state <state>', filingStates.join(', '))
    .option('--since <when>', 'how long ago (90s, 15m, 6h, 3d), a date or an instant, in UTC', '24h')
    .option('--limit <number>', 'how many at most', '100')
    .addHelpText('after', listHelp)
    .action((flags: ListFlags) =>
      run(flags, async (open) => {
        const { list } = await import('./commands/list.ts');
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
        const { resync } = await import('./commands/resync.ts');
        const { waitSeconds, more } = waitOf(flags.wait);
        if (more.length > 0) command.error(`error: --wait takes a number of seconds, not ${more.join(' ')}`);
        const { lrn: lrns = [], since, until, status, reason, agreement, dryRun = false, json = false } = flags;
        return resync({ lrns, since, until, status, reason, agreement, dryRun, json, waitSeconds }, open, terminal);
      }),
    );

  root
    .command('check')
    .description('Check files as the sender would, here: nothing is sent, and no gateway is needed.')
    .argument('<files...>', 'envelopes, samples or bare payloads: one, a JSON array, or one a line (NDJSON); or -')
    .option('--message <name>', 'the files hold bare payloads of this message, for example Creation_H7')
    .option('--authority <name>', 'whose message a bare payload is (default: "delta-h7")')
    .option('--platform <name>', 'for whom a bare payload is submitted (default: "desk")')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', checkHelp)
    .action((files: string[], flags: CheckFlags) =>
      run(flags, async () => {
        const { check } = await import('./commands/check.ts');
        const { message, authority, platform } = flags;
        return check({ files, message, authority, platform, json: flags.json ?? false }, terminal);
      }),
    );

  root
    .command('schema')
    .description('Print the JSON Schema of a message, or which messages there are.')
    .argument('[message]', 'for example Creation_H7')
    .option('--wire', 'as it goes over the wire, not as a platform submits it')
    .option('--authority <name>', 'whose message')
    .option('--json', 'print JSON for machines')
    .addHelpText('after', schemaHelp)
    .action((message: string | undefined, flags: SchemaFlags) =>
      run(flags, async () => {
        const { schema } = await import('./commands/schema.ts');
        const { authority, wire = false, json = false } = flags;
        return schema({ message, authority, wire, json }, terminal);
      }),
    );

  withGateway(root.command('lanes'))
    .description('Show how each lane stands: whether it sends, what waits, what lies in its queues.')
    .addHelpText('after', lanesHelp)
    .action((flags: CommonOptions) =>
      run(flags, async (open) => {
        const { lanes } = await import('./commands/lanes.ts');
        return lanes({ json: flags.json ?? false }, open, terminal);
      }),
    );

  withGateway(root.command('pause'))
    .description('Stop a lane until it is resumed, for announced maintenance: what is submitted waits.')
    .argument('<lane>', 'for example delta-h7')
    .option('--reason <text>', 'why: mandatory, kept, and told to the platforms')
    .addHelpText('after', pauseHelp)
    .action((lane: string, flags: ReasonFlags) =>
      run(flags, async (open) => {
        const { pause } = await import('./commands/pause.ts');
        return pause({ lane, reason: flags.reason, json: flags.json ?? false }, open, terminal);
      }),
    );

  withGateway(root.command('resume'))
    .description('Let a paused lane send again, at a rate that grows: what waited goes.')
    .argument('<lane>', 'for example delta-h7')
    .option('--reason <text>', 'why: mandatory, kept, and told to the platforms')
    .addHelpText('after', pauseHelp)
    .action((lane: string, flags: ReasonFlags) =>
      run(flags, async (open) => {
        const { resume } = await import('./commands/pause.ts');
        return resume({ lane, reason: flags.reason, json: flags.json ?? false }, open, terminal);
      }),
    );

  withGateway(root.command('redrive'))
    .description("Put a lane's dead letters, which its sender could not take up, back on its outbox.")
    .argument('<lane>', 'for example delta-h7')
    .option('--limit <number>', 'how many at most (default: all)', wholeNumber)
    .option('--dry-run', 'say how many there are, and move none')
    .addHelpText('after', redriveHelp)
    .action((lane: string, flags: RedriveFlags) =>
      run(flags, async (open) => {
        const { redrive } = await import('./commands/redrive.ts');
        const { limit, dryRun = false, json = false } = flags;
        return redrive({ lane, limit, dryRun, json }, open, terminal);
      }),
    );

  // Run by bin/declarant.mjs before the desk is asked; named here for the help.
  root.command('local').description('Run the whole gateway on this machine.').allowUnknownOption();
  root
    .command('start')
    .description('Run it with a simulated customs, and file the samples (npm start).')
    .allowUnknownOption();
  return root;
}

function withGateway(command: Command): Command {
  return command
    .option('--json', 'print JSON for machines')
    .option('--config <file>', 'talk to the gateway that was deployed with this configuration, on your AWS credentials')
    .option('--gateway <pid>', 'which local gateway, where several run (default: the newest)', processId);
}

function processId(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('A process id is a whole number.');
  return Number(text);
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(text);
}

/** Commander gives `--wait` whatever comes next: what is no number is a file. */
function waitOf(wait: true | string | undefined): { waitSeconds: number | undefined; more: string[] } {
  if (wait === undefined) return { waitSeconds: undefined, more: [] };
  if (wait === true) return { waitSeconds: WAIT_SECONDS, more: [] };
  return /^\d{1,6}$/.test(wait) ? { waitSeconds: Number(wait), more: [] } : { waitSeconds: WAIT_SECONDS, more: [wait] };
}

const mainHelp = `
Examples:
  $ npm start                                        try it all on this machine
  $ npx declarant submit samples/01-*.json --lrn MY-LRN-0001 --wait
  $ npx declarant show MY-LRN-0001
  $ npx declarant list --status rejected --since 3d
  $ npx declarant list --config prod.json --json     at a deployed gateway
  $ npx declarant check parcels.ndjson               before anything is sent

Without --config, commands talk to the gateway that runs on this machine.
Exit codes: 0 done, 1 something did not succeed, 2 wrong use (nothing was done).`;

const submitHelp = `
Examples:
  $ npx declarant submit samples/01-*.json --lrn MY-LRN-0001 --wait
  $ npx declarant submit parcels.ndjson
  $ npx declarant submit payload.json --message Creation_H7 --platform shop-1
  $ cat envelope.json | npx declarant submit - --json

An envelope is {"authority": "delta-h7", "message": "Creation_H7", "platform": "shop-1", "payload": {…}}.
The message itself is judged by the sender: what is wrong with it is recorded, and shown by "declarant show".
A reference is sent once. Under a new one (--lrn) the same declaration is another one.
With --wait, the exit code is 1 unless each was answered without being refused or rejected.`;

const showHelp = `
Examples:
  $ npx declarant show MY-LRN-0001
  $ npx declarant show MY-LRN-0001 --json | jq .errors

With --json the filing is printed as one object, or {"error": {"code": "NOT_FOUND", …}} with exit code 1.`;

const listHelp = `
Examples:
  $ npx declarant list
  $ npx declarant list --state under-control --since 6h
  $ npx declarant list --status rejected --since 2026-11-20 --json | jq -r '.[].reference'

AGE is the time since the latest message of a filing.`;

const resyncHelp = `
Examples:
  $ npx declarant resync --since 3h --status overdue --reason "callbacks were down from 9 to 11" --wait
  $ npx declarant resync --lrn MY-LRN-0001 MY-LRN-0002 --reason "answers lost" --dry-run
  $ npx declarant resync --lrn MY-LRN-0001 --agreement A234567 --reason "filed before this gateway"

overdue: sent, and without an answer for more than 30 minutes.
Customs answers for declarations of the same technical account only; one that it does not name is unknown to it.`;

const checkHelp = `
Examples:
  $ npx declarant check samples/*.json
  $ npx declarant check parcels.ndjson --json | jq '.[] | select(.faults != [])'
  $ npx declarant check payload.json --message Creation_H7

A fault is what the sender would refuse. A warning is what looks wrong by code lists that are not customs' own:
nothing is refused for it. Exit codes: 0 no fault, 1 faults, 2 wrong use (nothing was checked).`;

const schemaHelp = `
Examples:
  $ npx declarant schema
  $ npx declarant schema Creation_H7 > creation.schema.json
  $ npx declarant schema Creation_H7 --wire

Parts marked "x-certainty": "inferred" were not read in the authority's own text.`;

const lanesHelp = `
Examples:
  $ npx declarant lanes
  $ npx declarant lanes --config prod.json --json | jq '.[] | select(.breaker.state != "closed")'

closed: it sends. open: nothing goes before that time. probing: one message tries. ramping: it sends
at so much of its rate, growing. paused: an operator stopped it. LAST HOUR: used of the hour's share.`;

const pauseHelp = `
Examples:
  $ npx declarant pause delta-h7 --reason "customs announced maintenance from 22:00 to 02:00"
  $ npx declarant resume delta-h7 --reason "customs is back"

Calls that are under way end. Nothing is lost or refused: what waits keeps its place in the ledger.`;

const redriveHelp = `
Examples:
  $ npx declarant redrive delta-h7 --dry-run
  $ npx declarant redrive delta-h7 --limit 10
  $ npx declarant redrive delta-h7 --json

A declaration that was sent before is not sent twice: the sender knows it by its claim.`;

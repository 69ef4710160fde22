import { resourceNames } from '../../schemas/resource-names.ts';
import { acting } from '../actions/acting.ts';
import { DeskFault } from '../fault.ts';
import { messagesBetween } from '../filings/messages-between.ts';
import { type Span, spanOf } from '../filter/span.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { lambdaNotifier } from '../gateway/notifier.ts';
import { queueDepth, queueUrlOf } from '../gateway/queue-depth.ts';
import { type Retold, retellLetters, retellMessages, type StillUntold } from '../retell/retell.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface RetellOptions {
  /** The most entries of the queue; `undefined` for all. */
  limit?: number | undefined;
  /** Instead of the queue: all messages of the authority that came in this period, told or not. */
  since?: string | undefined;
  until?: string | undefined;
  dryRun?: boolean | undefined;
  json?: boolean | undefined;
}

/** The most messages that are named of those that stay untold. */
const MOST_NAMED = 20;

/** Has the platforms told again of messages of the authority that they could not be told of. */
export const retell: Command<RetellOptions> = async (options, open, terminal, now = new Date()) => {
  const span = wantedOf(options, now);
  const gateway = open();
  return span ? retellSpan(span, options, gateway, terminal) : retellQueue(options, gateway, terminal);
};

function wantedOf({ since, until, limit }: RetellOptions, now: Date): Span | undefined {
  if (since === undefined) {
    if (until === undefined) return undefined;
    throw new DeskFault('USAGE', '--until ends what --since begins: give both, or neither for what is on the queue.');
  }
  if (limit !== undefined)
    throw new DeskFault('USAGE', '--limit counts what is on the queue: leave it out where --since says what.');
  return spanOf(since, until, now);
}

async function retellQueue(
  { limit, dryRun = false, json }: RetellOptions,
  gateway: GatewayConnection,
  terminal: Terminal,
): Promise<number> {
  const sqs = await gateway.queues();
  const untold = await queueUrlOf(sqs, resourceNames(gateway.installation.stage).untold);
  const found = await queueDepth(sqs, untold);
  if (dryRun) {
    const wanted = Math.min(found, limit ?? found);
    if (json) terminal.out(JSON.stringify({ dryRun, found, wouldTell: wanted }, null, 2));
    else terminal.out(found === 0 ? NOTHING : `Would have told what ${wanted} of ${entriesOf(found)} are about.`);
    return 0;
  }
  const [notifyAgain, ledger] = await Promise.all([notifierAt(gateway), gateway.ledger()]);
  const about = { action: 'retell', reason: null, detail: `what ${entriesOf(found)} on the queue are about` };
  const retold = await acting(gateway, about, () =>
    retellLetters(
      { sqs, untold, notifyAgain, messagesBetween: (span) => messagesBetween(ledger, gateway.authorities, span) },
      { limit, onProgress: (told) => terminal.progress(`${messagesOf(told)} told …`) },
    ),
  );
  terminal.progress('');
  // Somebody else who reads the queue hides its entries for a while.
  const hidden = retold.done + retold.staying === 0 ? found : 0;
  if (json) terminal.out(JSON.stringify({ dryRun, found, ...retold }, null, 2));
  else report(retold, found, hidden, terminal);
  return retold.staying + retold.undeleted + hidden === 0 ? 0 : 1;
}

async function retellSpan(
  span: Span,
  { dryRun = false, json }: RetellOptions,
  gateway: GatewayConnection,
  terminal: Terminal,
): Promise<number> {
  const messages = messagesBetween(await gateway.ledger(), gateway.authorities, span);
  if (dryRun) {
    let found = 0;
    for await (const _ of messages) found += 1;
    if (json) terminal.out(JSON.stringify({ dryRun, found }, null, 2));
    else terminal.out(`Would have ${messagesOf(found)} told again.`);
    return 0;
  }
  const progress = (told: number) => terminal.progress(`${messagesOf(told)} told …`);
  const notifyAgain = await notifierAt(gateway);
  const detail = `from ${span.since.toISOString()} to ${span.until.toISOString()}`;
  const retold = await acting(gateway, { action: 'retell', reason: null, detail }, () =>
    retellMessages(notifyAgain, messages, progress),
  );
  terminal.progress('');
  if (json) terminal.out(JSON.stringify({ dryRun, ...retold }, null, 2));
  else {
    terminal.out(`${terminal.paint('green', 'told again')}  ${messagesOf(retold.told)}`);
    nameUntold(retold.stillUntold, terminal);
  }
  return retold.stillUntold.length === 0 ? 0 : 1;
}

async function notifierAt({ installation }: GatewayConnection) {
  return lambdaNotifier(await installation.lambda(), resourceNames(installation.stage).notifier);
}

function report(retold: Retold, found: number, hidden: number, terminal: Terminal): void {
  const { told, done, staying, stillUntold, undeleted } = retold;
  if (done > 0) terminal.out(`${terminal.paint('green', 'told again')}  ${messagesOf(told)}`);
  else if (found === 0) terminal.out(NOTHING);
  nameUntold(stillUntold, terminal);
  if (staying > 0) terminal.err(`${entriesOf(staying)} ${staying === 1 ? 'stays' : 'stay'} on the queue.`);
  if (undeleted > 0)
    terminal.err(`${entriesOf(undeleted)} could not be deleted and will be told of again, under the same ids.`);
  if (hidden > 0)
    terminal.err(`${entriesOf(hidden)} cannot be read now, since somebody else does: try again in a few minutes.`);
}

function nameUntold(stillUntold: readonly StillUntold[], { err }: Terminal): void {
  for (const { filing, entry, error } of stillUntold.slice(0, MOST_NAMED))
    err(
      filing === null
        ? "An entry of the queue is not understood: it is neither ours nor Lambda's."
        : printable(`${filing} ${entry} still cannot be told: ${error}`),
    );
  const more = stillUntold.length - MOST_NAMED;
  if (more > 0) err(`… and ${more} more`);
}

const NOTHING = 'There are no messages of the authority that platforms could not be told of.';
const messagesOf = (count: number) => (count === 1 ? '1 message' : `${count} messages`);
const entriesOf = (count: number) => (count === 1 ? '1 entry' : `${count} entries`);

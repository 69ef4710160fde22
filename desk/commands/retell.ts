import { countInSpan, retellSpan } from '../actions/retell-span.ts';
import { countUntold, type RetellWish, type RetoldQueue, retellUntold } from '../actions/retell-untold.ts';
import type { RetellingOptions } from '../actions/retelling.ts';
import { DeskFault } from '../fault.ts';
import { type Span, spanOf } from '../filter/span.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { StillUntold } from '../retell/retell.ts';
import { interruption } from '../terminal/interruption.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface RetellOptions extends RetellWish {
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
  return span ? ofSpan(span, options, gateway, terminal) : ofQueue(options, gateway, terminal);
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

async function ofQueue(
  { dryRun = false, json, ...wish }: RetellOptions,
  gateway: GatewayConnection,
  terminal: Terminal,
): Promise<number> {
  if (dryRun) {
    const found = await countUntold(gateway);
    const wanted = Math.min(found, wish.limit ?? found);
    if (json) terminal.out(JSON.stringify({ dryRun, found, wouldTell: wanted }, null, 2));
    else terminal.out(found === 0 ? NOTHING : `Would have told what ${wanted} of ${entriesOf(found)} are about.`);
    return 0;
  }
  const { done, isStopped } = await stoppable(terminal, (options) => retellUntold(gateway, wish, options));
  const { hidden, ...retold } = done;
  if (json) terminal.out(JSON.stringify({ dryRun, ...retold }, null, 2));
  else report(done, terminal);
  return retold.staying + retold.undeleted + hidden === 0 && !isStopped ? 0 : 1;
}

async function ofSpan(
  span: Span,
  { dryRun = false, json, reason }: RetellOptions,
  gateway: GatewayConnection,
  terminal: Terminal,
): Promise<number> {
  if (dryRun) {
    const found = await countInSpan(gateway, span);
    if (json) terminal.out(JSON.stringify({ dryRun, found }, null, 2));
    else terminal.out(`Would have ${messagesOf(found)} told again.`);
    return 0;
  }
  const { done, isStopped } = await stoppable(terminal, (options) => retellSpan(gateway, span, reason, options));
  if (json) terminal.out(JSON.stringify({ dryRun, ...done }, null, 2));
  else {
    terminal.out(`${terminal.paint('green', 'told again')}  ${messagesOf(done.told)}`);
    nameUntold(done.stillUntold, terminal);
  }
  return done.stillUntold.length === 0 && !isStopped ? 0 : 1;
}

/** Shows how many were told so far, and takes Ctrl-C as the wish to stop. */
async function stoppable<T>(terminal: Terminal, retell: (options: RetellingOptions) => Promise<T>) {
  const { signal, forget } = interruption();
  const onProgress = (told: number) => terminal.progress(`${messagesOf(told)} told …`);
  const done = await retell({ onProgress, signal }).finally(forget);
  terminal.progress('');
  const isStopped = signal.aborted;
  if (isStopped)
    terminal.err('Stopped. To go on, run the same again: what is told twice has the same ids, and changes nothing.');
  return { done, isStopped };
}

function report({ told, done, found, staying, stillUntold, undeleted, hidden }: RetoldQueue, terminal: Terminal): void {
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

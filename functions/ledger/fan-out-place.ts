import type { OutboundMessage } from '../../schemas/contract.ts';
import type { FanOut } from '../../schemas/fan-out.ts';
import { type FilingState, type FilingStatus, UNKNOWN_STATE } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { sendsOf } from './attempts.ts';
import { isAside, reachedSince } from './fate.ts';
import type { ReadFiling } from './filing.ts';
import type { SentRecord } from './records.ts';

/** A message that the gateway carries out, with the one that it sends for it and the name by which it claims that. */
export interface Order {
  fanOut: FanOut;
  /** The contract of the message that goes in each filing. */
  each: OutboundMessage;
  claim: string;
}

/**
 * The place of a filing in what is carried out: the end of it, `ready` for its message, or `unread` where its summary
 * does not tell.
 */
export type FanOutPlace = 'done' | 'waiting' | 'rejected' | 'skipped' | 'ready' | 'unread';

const TURNED_DOWN: readonly FilingStatus[] = ['refused', 'rejected', 'failed', 'unclear'];

/** The place of a filing by its summary, which may lag behind: a claim decides in the end. */
export function fanOutPlace({ state, status, messages, sentFor = [] }: FilingSummary, order: Order): FanOutPlace {
  const { fanOut, claim } = order;
  const wasSent = messages.includes(fanOut.message);
  const over = placeIn(state, wasSent, sentFor.includes(claim), order);
  if (over === 'done' && isEitherWay(state, fanOut)) return 'unread';
  if (over) return over;
  const isAnswered = state !== null;
  if (isAnswered && !wasSent) return state === UNKNOWN_STATE ? 'unread' : 'ready';
  if (TURNED_DOWN.includes(status)) return 'rejected';
  // One that never left says nothing of its filing: it is parked, or was taken out.
  if (isAnswered) return status === 'answered' ? 'unread' : 'waiting';
  return wasSent ? 'waiting' : 'unread';
}

/** True for a state, or a code that is not known here, to which a filing may have come without its message. */
function isEitherWay(state: FilingState | null, { eitherWay }: FanOut): boolean {
  return state === UNKNOWN_STATE || (state !== null && eitherWay.includes(state));
}

/** The place by the state alone; undefined while the message may still go. */
function placeIn(state: FilingState | null, wasSent: boolean, isOurs: boolean, order: Order): FanOutPlace | undefined {
  const { fanOut, each } = order;
  if (state === null || each.followsOn?.states.includes(state)) return undefined;
  if (fanOut.vain.includes(state)) return isOurs ? 'rejected' : 'skipped';
  // A code that is not known here is for the authority to judge, once.
  if (state === UNKNOWN_STATE && !wasSent) return undefined;
  return isOurs ? 'done' : 'skipped';
}

/** The place of a filing by all its records; of one that is ready, the number of the attempt. */
export function fanOutPlaceRead(
  read: ReadFiling,
  order: Order,
): { place: Exclude<FanOutPlace, 'unread'>; attempt: number } {
  const { filing, records, statusOf } = read;
  const { fanOut, claim } = order;
  const sent = read.latest(fanOut.message);
  const ours = sendsOf(records).findLast(({ claimedBy }) => claimedBy === claim);
  const at = (place: Exclude<FanOutPlace, 'unread'>) => ({ place, attempt: 1 + (sent?.attempt ?? 0) });
  const over = placeIn(filing.state, sent !== undefined, ours !== undefined, order);
  if (over === 'done' && isEitherWay(filing.state, fanOut)) return at(placeOfSent(ours));
  if (over === 'done' || over === 'skipped' || over === 'rejected') return at(over);
  if (sent) {
    const fate = statusOf(sent);
    if (fate === 'waiting' || fate === 'sent') return at('waiting');
    if (!isAside(sent)) return at('rejected');
    // A message that a person took out does not come back by itself.
    const isWithdrawn = sent.settlement?.verdict === 'refused' && sent.settlement.isWithdrawn === true;
    if (isWithdrawn && sent.claimedBy === claim) return at('skipped');
  }
  if (filing.state === null && TURNED_DOWN.includes(filing.status)) return at('rejected');
  const isPlain = filing.state !== null && filing.state !== UNKNOWN_STATE;
  return at(isPlain || fanOut.awaits(filing.declaration) ? 'ready' : 'skipped');
}

/** The place by the message alone: one that never left did nothing, and one that is parked is still to be judged. */
function placeOfSent(ours: SentRecord | undefined): 'done' | 'waiting' | 'skipped' {
  if (ours && reachedSince(ours) !== undefined) return 'done';
  return ours?.settlement?.verdict === 'parked' ? 'waiting' : 'skipped';
}

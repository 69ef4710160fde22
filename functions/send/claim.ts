import type { Filing } from '../../schemas/filing.ts';
import { latestSent, makesSameCall, sendsOf } from '../ledger/attempts.ts';
import { claimName } from '../ledger/beginning.ts';
import { reachedSince } from '../ledger/fate.ts';
import { type ReadFiling, readFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ownerOf } from '../ledger/owner.ts';
import type { FilingKey, LedgerRecord, SentRecord } from '../ledger/records.ts';
import { isSameMessage } from '../ledger/same-message.ts';

/** The decision about a submission. */
export type Claim =
  /** It is ours to send. */
  | { kind: 'send'; record: SentRecord }
  /** It was claimed already, by this very queue message: a sender crashed before the end of its batch. */
  | { kind: 'again'; record: SentRecord; read: ReadFiling }
  /** Another submission under the same reference is in flight or answered. */
  | { kind: 'duplicate'; filing: Filing }
  /** The reference is another platform's, of which nothing is said. */
  | { kind: 'taken' };

export interface Delivery {
  /** The queue's own id of the message: the one it had before, where it was redriven. */
  id: string;
  /** The number of hand-outs by the queue, this one included. */
  receiveCount: number;
  /** The time at which it was put on the outbox, ISO 8601. */
  sentAt?: string;
}

/** The standing of a submission's platform among the sends of others under its reference. */
export interface Standing {
  /** It may go on with a filing of that owner's. */
  mayAct(owner: string | undefined): boolean;
  /** True if a send under the reference counts for it, where the filing has that owner. */
  counts(sent: SentRecord, owner: string | undefined): boolean;
}

const ALONE: Standing = { mayAct: () => true, counts: () => true };

/**
 * Claims a submission with one conditional write, before anything is sent. The filing is read only where the claim is
 * taken, or may have been before the filing was archived, to distinguish a replay, a correction and a second submission;
 * and first of all for a message that is claimed under another's name, since it once was claimed under its own.
 * @param clearWay is called right before a claim by what was read, and gives what the send is claimed with
 */
export async function claim(
  ledger: Ledger,
  key: FilingKey,
  first: SentRecord,
  delivery: Delivery,
  standing: Standing = ALONE,
  clearWay: (read: ReadFiling) => Promise<Partial<SentRecord>> = async () => ({}),
): Promise<Claim> {
  // The table gives a claim up long before the archive does.
  if (!first.claimedAs && (await ledger.claim(key, first, { unlessArchived: true })))
    return { kind: 'send', record: first };

  for (;;) {
    const read = readFiling(key, await ledger.records(key));
    if (!standing.mayAct(ownerOf(key, read.records))) return { kind: 'taken' };
    const decision = decide(read, first, delivery, standing);
    if (decision.kind !== 'send') return decision;
    // A correction is claimed like a first message; where another was claimed meanwhile, it is judged by that one.
    const record = { ...decision.record, ...(await clearWay(read)) };
    if (await ledger.claim(key, record)) return { kind: 'send', record };
  }
}

/** Decides about a submission whose first claim is taken. */
export function decide(
  read: ReadFiling,
  candidate: SentRecord,
  delivery: Delivery,
  { counts }: Standing = ALONE,
): Claim {
  const { key, records, filing } = read;
  const record = claimedBefore(records, delivery);
  if (record) return { kind: 'again', record, read };
  const owner = ownerOf(key, records);
  const counting = records.filter((one) => one.type !== 'sent' || counts(one, owner));
  const counted = counting.length === records.length ? read : readFiling(key, counting);
  if (!counted.mayBeSubmitted(candidate)) return { kind: 'duplicate', filing };
  const sends = sendsOf(records).filter((one) => claimName(one) === claimName(candidate));
  const attempt = 1 + Math.max(0, ...sends.map((one) => one.attempt));
  return { kind: 'send', record: { ...candidate, attempt, ...unseenBefore(read, candidate) } };
}

/**
 * The mark that a message submitted again unchanged, or in words that make the same call, takes over from a withdrawn
 * send that may have arrived all the same. That the authority has another text under the reference proves nothing about
 * a corrected one.
 */
function unseenBefore({ key, records }: ReadFiling, candidate: SentRecord) {
  const isUnseen = ({ settlement }: SentRecord) => settlement?.verdict === 'refused' && settlement.mayHaveArrived;
  const isSame = (one: SentRecord) => isSameMessage(key, candidate, one) || makesSameCall(key, candidate, one);
  const unseen = sendsOf(records).find((one) => isUnseen(one) && isSame(one));
  const reachedAt = unseen && reachedSince(unseen);
  return reachedAt ? { mayHaveArrived: true as const, reachedAt } : {};
}

/** The send that was claimed by a queue message, where the queue hands it out again. */
export function claimedBefore(
  records: readonly LedgerRecord[],
  { id, receiveCount }: Delivery,
): SentRecord | undefined {
  if (receiveCount < 2) return undefined;
  return latestSent(sendsOf(records).filter(({ claimedBy }) => claimedBy === id));
}

import type { Filing } from '../../schemas/filing.ts';
import { latestSent, statementsOf, statusOf } from '../ledger/attempts.ts';
import { mergeFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord, SentRecord } from '../ledger/records.ts';

/** What may be done with a submission. */
export type Claim =
  /** It is ours to send. */
  | { kind: 'send'; record: SentRecord }
  /** It was dealt with already, by this submission: nothing is left but to make sure that it was told. */
  | { kind: 'done'; record: SentRecord }
  /** Another submission under the same reference is under way or answered. */
  | { kind: 'duplicate'; filing: Filing };

export interface Delivery {
  /** The queue's own id of the message: the one it had before, where it was redriven. */
  id: string;
  /** How many times the queue has handed this message out, this time included. */
  receiveCount: number;
}

/**
 * Claims a submission with one conditional write, before anything is sent. Only where the claim is
 * taken is the filing read, to tell a replay from a correction from a second submission.
 */
export async function claim(ledger: Ledger, key: FilingKey, first: SentRecord, delivery: Delivery): Promise<Claim> {
  if (await ledger.claim(key, first)) return { kind: 'send', record: first };

  const records = await ledger.records(key);
  const decision = decide(key, records, first, delivery);
  if (decision.kind !== 'send' || decision.record.attempt === latestSent(records, first.message)?.attempt)
    return decision;
  // A correction is claimed like a first message; who comes second is a duplicate of the other.
  if (await ledger.claim(key, decision.record)) return decision;
  return { kind: 'duplicate', filing: mergeFiling(key, await ledger.records(key)) };
}

/** What is to be done with a submission whose first claim is taken. */
export function decide(
  key: FilingKey,
  records: readonly LedgerRecord[],
  candidate: SentRecord,
  { id, receiveCount }: Delivery,
): Claim {
  const latest = latestSent(records, candidate.message);
  if (!latest) return { kind: 'send', record: candidate };

  const filing = mergeFiling(key, records);
  const status = statusOf(latest, key, statementsOf(key, records), filing);
  const unchanged = latest.digest === candidate.digest;
  const own = records.filter((record) => record.type === 'sent' && record.claimedBy === id);
  const claimed = receiveCount > 1 ? latestSent(own, candidate.message) : undefined;
  if (claimed) {
    // A sender died between its claim and the end of its batch. What customs has answered was sent, what
    // waits goes by itself, and what was corrected is over; else the message goes as it was claimed (H7-T5).
    return claimed === latest && status === 'sent'
      ? { kind: 'send', record: latest }
      : { kind: 'done', record: claimed };
  }
  // [H7-E400] What customs refused never goes again unchanged.
  const mayBeCorrected = status === 'rejected' || status === 'failed' || (status === 'refused' && !unchanged);
  if (mayBeCorrected) return { kind: 'send', record: { ...candidate, attempt: latest.attempt + 1 } };
  return { kind: 'duplicate', filing };
}

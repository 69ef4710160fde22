import { openingOf } from '../../schemas/opening.ts';
import { outbound } from './attempts.ts';
import { type Fates, mayBeSubmittedAgain } from './fate.ts';
import type { FilingKey, LedgerRecord, StuckRecord } from './records.ts';

/** The latest dead letter of a filing that keeps it from going on, if there is one. */
export function stuckLetter(key: FilingKey, records: readonly LedgerRecord[], fates: Fates): StuckRecord | undefined {
  return records
    .filter((record) => record.type === 'stuck')
    .findLast((letter) => !letter.redrivenAt && !letter.withdrawnAt && isInTheWay(key, letter, fates));
}

/**
 * True if a dead letter keeps its filing from going on. What was claimed may have gone all the same, or is parked
 * and put back by itself; what was not claimed is a first message, or the correction of one that failed.
 */
function isInTheWay(
  key: FilingKey,
  { message, claimed, at }: StuckRecord,
  { latest, statusOf, statusWithNext }: Fates,
): boolean {
  const submitted = claimed ? undefined : outbound(key, message);
  const send = latest(submitted ? openingOf(key.authority, submitted).message : message);
  if (!send) return true;
  if (claimed) return send.attempt === claimed.attempt && statusOf(send) === 'sent';
  return send.at < at && mayBeSubmittedAgain(statusWithNext(send), false);
}

/** The reason for people why a message is a dead letter: what is known of it, since a crash says nothing itself. */
export function reasonStuck({ handedOut, since, message, claimed }: StuckRecord): string {
  const times = handedOut === 1 ? 'once' : `${handedOut} times`;
  return `among the dead letters: handed out ${times} since ${since}, ${knownOf(message, claimed)}`;
}

function knownOf(message: string, claimed: StuckRecord['claimed']): string {
  if (!message) return 'and cannot be read';
  if (!claimed) return 'and never claimed: by this nothing was sent';
  return claimed.status === 'sent' ? 'claimed, and perhaps sent' : `claimed, and its message is ${claimed.status}`;
}

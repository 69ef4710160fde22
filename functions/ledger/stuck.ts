import { type Fates, mayBeSubmittedAgain } from './fate.ts';
import type { LedgerRecord, StuckRecord } from './records.ts';

/** The latest dead letter of a filing that keeps it from going on, if there is one. */
export function stuckLetter(records: readonly LedgerRecord[], fates: Fates): StuckRecord | undefined {
  return records
    .filter((record) => record.type === 'stuck')
    .findLast((letter) => !letter.redrivenAt && !letter.withdrawnAt && isInTheWay(letter, fates));
}

/**
 * True if a dead letter keeps its filing from going on. What was claimed may have gone all the same, or is parked
 * and put back by itself; what was not claimed is a first message, or the correction of one that failed.
 */
function isInTheWay({ message, claimed, at }: StuckRecord, { latest, statusOf }: Fates): boolean {
  const send = latest(message);
  if (!send) return true;
  if (claimed) return send.attempt === claimed.attempt && statusOf(send) === 'sent';
  return send.at < at && mayBeSubmittedAgain(statusOf(send), false);
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

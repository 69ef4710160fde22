import type { UnjudgedFiling } from '../../schemas/filing.ts';
import { latestSent, type Statement } from './attempts.ts';
import { fateOf, mayBeSubmittedAgain } from './fate.ts';
import type { FilingKey, LedgerRecord, StuckRecord } from './records.ts';

/** The latest dead letter of a filing that keeps it from going on, if there is one. */
export function stuckLetter(
  key: FilingKey,
  records: readonly LedgerRecord[],
  statements: readonly Statement[],
  filing: UnjudgedFiling,
): StuckRecord | undefined {
  return records
    .filter((record) => record.type === 'stuck')
    .findLast(
      (letter) => !letter.redrivenAt && !letter.withdrawnAt && holdsUp(letter, key, records, statements, filing),
    );
}

/**
 * Whether what lies there is still to be done. What was claimed may have gone all the same, or waits
 * and is put back by itself; what was not claimed is a first message, or the correction of one that failed.
 */
function holdsUp(
  { message, claimed, at }: StuckRecord,
  key: FilingKey,
  records: readonly LedgerRecord[],
  statements: readonly Statement[],
  filing: UnjudgedFiling,
): boolean {
  const send = latestSent(records, message);
  if (!send) return true;
  const fate = fateOf(send, key, statements, filing);
  if (claimed) return send.attempt === claimed.attempt && fate === 'sent';
  return send.at < at && mayBeSubmittedAgain(fate, false);
}

/** Why a message lies among the dead letters, for people: what is known of it, since a crash says nothing itself. */
export function reasonStuck({ handedOut, since, message, claimed }: StuckRecord): string {
  const times = handedOut === 1 ? 'once' : `${handedOut} times`;
  return `among the dead letters: handed out ${times} since ${since}, ${knownOf(message, claimed)}`;
}

function knownOf(message: string, claimed: StuckRecord['claimed']): string {
  if (!message) return 'and cannot be read';
  if (!claimed) return 'and never claimed: by this nothing was sent';
  return claimed.status === 'sent' ? 'claimed, and perhaps sent' : `claimed, and its message is ${claimed.status}`;
}

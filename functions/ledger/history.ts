import type { HistoryEntry } from '../../schemas/filing.ts';
import { compare, latestSent, type Statement } from './attempts.ts';
import type { LedgerRecord, SentRecord, StuckRecord } from './records.ts';

/** Every message sent and received about a filing, in the order in which it left or arrived. */
export function historyOf(records: readonly LedgerRecord[], statements: readonly Statement[]): HistoryEntry[] {
  // A plain success is not written down: an answer of the authority, or a later message, proves it.
  const answeredAt = statements.findLast(({ facts }) => !facts.errors)?.record.at;
  const latest = latestSent(records);
  const isProved = (sent: SentRecord) => sent !== latest || (answeredAt !== undefined && answeredAt >= sent.at);
  return records
    .flatMap((record) => (record.type === 'stuck' ? lettersOf(record) : entryOf(record, isProved, statements)))
    .sort((a, b) => compare(a.at, b.at) || compare(a.messageId ?? '', b.messageId ?? ''));
}

function entryOf(
  record: Exclude<LedgerRecord, StuckRecord>,
  isProved: (sent: SentRecord) => boolean,
  statements: readonly Statement[],
): HistoryEntry {
  const { at, message } = record;
  switch (record.type) {
    case 'sent':
      return { at, direction: 'sent', message, messageId: record.messageId, ...sendOutcome(record, isProved(record)) };
    case 'refused':
      return { at, direction: 'sent', message, messageId: null, outcome: 'refused', httpStatus: null };
    case 'asked':
      return { at, direction: 'sent', message, messageId: record.messageId, outcome: 'asked', httpStatus: null };
    case 'received':
    case 'stated': {
      const facts = statements.find((one) => one.record === record)?.facts;
      const drift = record.type === 'received' && record.drift.length > 0;
      const outcome = facts?.unknownToAuthority
        ? 'unknown-to-customs'
        : (facts?.decision ?? (drift ? 'drift' : 'taken'));
      return { at, direction: 'received', message, messageId: record.messageId, outcome, httpStatus: 200 };
    }
  }
}

/** That a message was found among the dead letters, and that it was put back. */
function lettersOf({ at, message, claimed, redrivenAt }: StuckRecord): HistoryEntry[] {
  const entry = { direction: 'sent', message, messageId: claimed?.messageId ?? null } as const;
  return [
    { ...entry, at, outcome: 'stuck', httpStatus: null },
    ...(redrivenAt ? [{ ...entry, at: redrivenAt, outcome: 'redriven', httpStatus: null }] : []),
  ];
}

function sendOutcome({ settlement }: SentRecord, proved: boolean): Pick<HistoryEntry, 'outcome' | 'httpStatus'> {
  if (settlement) return { outcome: settlement.verdict, httpStatus: settlement.httpStatus };
  return proved ? { outcome: 'accepted', httpStatus: 200 } : { outcome: 'sent', httpStatus: null };
}

import { kindOf } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/filing.ts';
import { isParkedForDeclaration } from '../ledger/fate.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';
import type { ReleasedSend } from '../outbox/outbox.ts';

/**
 * The parked sends that wait for an answer about this declaration: its own, and requests that name it and are not
 * answered yet. Each is judged anew when it is taken up, so one too many does no harm.
 */
export function parkedSends(key: FilingKey, records: readonly LedgerRecord[]): ReleasedSend[] {
  const answered = new Set(records.flatMap((record) => (record.type === 'stated' ? [record.via.reference] : [])));
  const isEnquiry = (kind: FilingKind) => kindOf(key.authority, kind).isEnquiry;
  return records.flatMap((record): ReleasedSend[] => {
    if (record.type === 'sent' && isParkedForDeclaration(record)) {
      const { message, attempt, platform } = record;
      return [{ key, sent: { message, attempt }, platform }];
    }
    if (record.type === 'asked' && !isEnquiry(record.via.kind) && !answered.has(record.via.reference)) {
      const { via, message, attempt, platform } = record;
      return [{ key: { authority: key.authority, ...via }, sent: { message, attempt }, platform }];
    }
    return [];
  });
}

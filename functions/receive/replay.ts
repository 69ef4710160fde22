import { errorsAbout, statementsOf } from '../ledger/attempts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';

/** When a message that failed technically is sent again, and how often at most (§2.3.6.1). */
export interface TechnicalReplay {
  delaySeconds: number;
  times: number;
}

/**
 * [H7-Etech] Has the message that a technical error is about sent again after a while, as it was and
 * under its messageId, unless that was done often enough: then it stays failed.
 */
export async function replayLater(
  key: FilingKey,
  records: readonly LedgerRecord[],
  messageId: string,
  { delaySeconds, times }: TechnicalReplay,
  ledger: Ledger,
  now: Date,
): Promise<void> {
  const error = statementsOf(key, records).find(({ record }) => record.messageId === messageId);
  if (!error?.facts.technical) return;
  // Not the latest send of all: that may be one which still awaits what becomes of this one.
  const sent = records
    .filter((record) => record.type === 'sent')
    .findLast((record) => errorsAbout(record, key, [error]).length > 0);
  if (!sent || sent.settlement) return;
  const technicalFailures = (sent.technicalFailures ?? 0) + 1;
  if (technicalFailures > times) return;
  await ledger.settle(key, sent, {
    verdict: 'held',
    httpStatus: 200,
    error: error.facts.errors?.[0] ?? {},
    at: now.toISOString(),
    due: new Date(now.getTime() + delaySeconds * 1000).toISOString(),
    technicalFailures,
  });
}

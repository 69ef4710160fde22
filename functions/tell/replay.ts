import { errorsAbout, statementsOf } from '../ledger/attempts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, Held, LedgerRecord, SentRecord } from '../ledger/records.ts';

/** When a message that failed technically is sent again, and how often at most (§2.3.6.1). */
export interface TechnicalReplay {
  delaySeconds: number;
  times: number;
}

/**
 * [H7-Etech] Has the message that a technical error is about sent again after a while, as it was and
 * under its messageId, unless that was done often enough: then it stays failed.
 * @returns the send, and why it waits now; undefined where nothing goes again
 */
export async function replayLater(
  key: FilingKey,
  records: readonly LedgerRecord[],
  messageId: string,
  { delaySeconds, times }: TechnicalReplay,
  ledger: Ledger,
  now: Date,
): Promise<{ sent: SentRecord; held: Held } | undefined> {
  const error = statementsOf(key, records).find(({ record }) => record.messageId === messageId);
  if (!error?.facts.technical) return undefined;
  // Not the latest send of all: that may be one which still awaits what becomes of this one.
  const sent = records
    .filter((record) => record.type === 'sent')
    .findLast((record) => errorsAbout(record, key, [error]).length > 0);
  if (!sent || sent.settlement) return undefined;
  const technicalFailures = (sent.technicalFailures ?? 0) + 1;
  if (technicalFailures > times) return undefined;
  const held: Held = {
    verdict: 'held',
    httpStatus: 200,
    error: error.facts.errors?.[0] ?? {},
    at: now.toISOString(),
    due: new Date(now.getTime() + delaySeconds * 1000).toISOString(),
    technicalFailures,
  };
  await ledger.settle(key, sent, held);
  return { sent, held };
}

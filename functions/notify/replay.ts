import type { Statement } from '../ledger/attempts.ts';
import { errorsAbout, turnedDownBy } from '../ledger/fate.ts';
import { readFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord, SentRecord, Settlement } from '../ledger/records.ts';

/** When a message that failed technically is sent again, and how often at most (§2.3.6.1). */
export interface TechnicalReplay {
  delaySeconds: number;
  times: number;
}

/** The most tries to settle the send, which is read anew where others change it meanwhile. */
const TRIES = 5;

/**
 * [H7-Etech] Has the message that a technical error is about sent again after a while, as it was and
 * under its messageId, unless that was done often enough: then it stays failed. The same for one that
 * waits since its call's answer was lost: the error says that it was taken.
 * @returns the send, and how it is settled now; undefined where nothing changes
 */
export async function replayLater(
  key: FilingKey,
  records: readonly LedgerRecord[],
  messageId: string,
  rules: TechnicalReplay,
  ledger: Ledger,
  now: Date,
): Promise<{ sent: SentRecord; settlement: Settlement } | undefined> {
  const { statements, statusOf } = readFiling(key, records);
  const error = statements.find(({ record }) => record.messageId === messageId);
  if (!error?.facts.technical) return undefined;
  // Not the latest send of all: that may be one which still awaits what becomes of this one.
  const sends = records.filter((record) => record.type === 'sent');
  const sent = turnedDownBy(error, key, sends);
  if (!sent || statusOf(sent) === 'answered') return undefined;
  let stands: SentRecord | undefined = sent;
  for (let tries = 0; stands && tries < TRIES; tries += 1) {
    const settlement = settled(stands, key, error, rules, now);
    if (!settlement) return undefined;
    if (await ledger.settle(key, stands, settlement, stands.settlement)) return { sent, settlement };
    stands = await ledger.sent(key, stands);
  }
  throw new Error(`The send of ${sent.messageId} could not be settled: others were always first`);
}

/** How a send is to be settled after a technical error about it; undefined where it stays as it is. */
function settled(
  sent: SentRecord,
  key: FilingKey,
  error: Statement,
  { delaySeconds, times }: TechnicalReplay,
  now: Date,
): Settlement | undefined {
  const { settlement } = sent;
  if (settlement?.verdict === 'refused' || errorsAbout(sent, key, [error]).length === 0) return undefined;
  const isHeld = settlement?.verdict === 'held';
  // It waits since this error was seen before, or another one about the same try.
  if (isHeld && settlement.technicalFailures) return undefined;
  const technicalFailures = (sent.technicalFailures ?? 0) + 1;
  const at = now.toISOString();
  if (technicalFailures > times) return isHeld ? { verdict: 'arrived', at } : undefined;
  return {
    verdict: 'held',
    httpStatus: 200,
    error: error.facts.errors?.[0] ?? {},
    at,
    due: new Date(now.getTime() + delaySeconds * 1000).toISOString(),
    technicalFailures,
  };
}

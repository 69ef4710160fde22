import { type Statement, sendsOf } from '../ledger/attempts.ts';
import { errorsAbout, sendsTurnedDown } from '../ledger/fate.ts';
import { readFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { parkedUntil } from '../ledger/parked-until.ts';
import type { FilingKey, LedgerRecord, SentRecord, Settlement } from '../ledger/records.ts';

/** The delay and the number of replays after a technical failure [H7-Etech]. */
export interface TechnicalReplay {
  delaySeconds: number;
  times: number;
}

/** The most tries to settle the send; others may change it meanwhile, and then it is read anew. */
const TRIES = 5;

/**
 * [H7-Etech] Parks the message that a technical error is about, to be sent again unchanged and under its messageId,
 * unless that was done often enough: then it stays failed. The same for a message that is parked since its call got no
 * response: the error says that it was taken.
 * @returns the send with its new settlement; undefined where nothing changes
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
  // The latest send of all may be another one, which itself waits for the result of this one.
  const sends = sendsOf(records);
  const sent = sendsTurnedDown(key, sends, statements).get(error);
  if (!sent || statusOf(sent) === 'answered') return undefined;
  let stands: SentRecord | undefined = sent;
  for (let tries = 0; stands && tries < TRIES; tries += 1) {
    const isAbout = errorsAbout(stands, key, statements).includes(error);
    const settlement = isAbout ? settled(stands, error, rules, now) : undefined;
    if (!settlement) return undefined;
    if (await ledger.settle(key, stands, settlement, stands.settlement)) return { sent, settlement };
    stands = await ledger.sent(key, stands);
  }
  throw new Error(`The send of ${sent.messageId} could not be settled: others were always first`);
}

/** The settlement of a send after a technical error about it; undefined where it stays as it is. */
function settled(
  sent: SentRecord,
  error: Statement,
  { delaySeconds, times }: TechnicalReplay,
  now: Date,
): Settlement | undefined {
  const { settlement } = sent;
  if (settlement?.verdict === 'refused') return undefined;
  const isParked = settlement?.verdict === 'parked';
  // It is parked already: this error was seen before, or another one about the same try.
  if (isParked && settlement.technicalFailures) return undefined;
  const technicalFailures = (sent.technicalFailures ?? 0) + 1;
  if (technicalFailures > times) return isParked ? { verdict: 'arrived', at: now.toISOString() } : undefined;
  const due = now.getTime() + delaySeconds * 1000;
  return { ...parkedUntil(due, now, error.facts.errors?.[0] ?? {}, 200), technicalFailures };
}

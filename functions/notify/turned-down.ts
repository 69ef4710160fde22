import { sendsOf } from '../ledger/attempts.ts';
import { provesArrival, sendsTurnedDown } from '../ledger/fate.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import type { ReceivedRecord } from '../ledger/records.ts';

/** Stands in for a message's name where none was sent from here. */
export const UNKNOWN = 'unknown';

/** The effect of an error on a message of ours. */
export type TurnedDown =
  /** It rejects the message; `unknown` where none was sent from here. */
  | { message: string }
  /** It only proves that an earlier try had arrived: no news for anybody. */
  | 'proof'
  /** It is about an earlier try, or an earlier attempt, that no longer counts: no news either. */
  | 'over';

/** Judges an error by the latest send that can have arrived before it, among those whose errors come on its path. */
export function turnedDown(
  { key, records, statements, statusOf, errorsAbout, correctionsOf }: ReadFiling,
  { messageId, body }: Pick<ReceivedRecord, 'messageId' | 'body'>,
): TurnedDown {
  const error = statements.find(
    ({ record }) => record.type === 'received' && record.messageId === messageId && record.body === body,
  );
  const sends = sendsOf(records);
  const sent = error && sendsTurnedDown(key, sends, statements).get(error);
  if (!error || !sent) return { message: UNKNOWN };
  // Once it is answered, an error can only be about an earlier try or attempt, which had arrived too.
  const isSettled = (sent.mayHaveArrived || sent.attempt > 1) && statusOf(sent) === 'answered';
  if (isSettled || provesArrival(sent, key, error)) return 'proof';
  const counts = errorsAbout(sent).includes(error) && !correctionsOf(sent).some(({ at }) => at < error.record.at);
  return counts ? { message: sent.message } : 'over';
}

import { contractOf } from '../../schemas/catalogue.ts';
import type { Following } from '../../schemas/contract.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import { outbound, sendsOf } from './attempts.ts';
import { sentEntry } from './items.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from './records.ts';

/** The name by which the message that follows the answer to a send is claimed: once, however often that comes. */
export function followingClaim(sent: SentRecord): string {
  return `next/${sentEntry(sent)}`;
}

/** The latest send that a message answers, among those made before it came. */
export function answeredSend(
  key: FilingKey,
  { message, at }: ReceivedRecord,
  records: readonly LedgerRecord[],
): SentRecord | undefined {
  const mayBeIt = (sent: SentRecord) => sent.at <= at && outbound(key, sent.message)?.answeredBy.includes(message);
  return sendsOf(records).findLast(mayBeIt);
}

/** The message that is to follow an answer, where the authority names one. */
export function followingOf(
  { authority }: FilingKey,
  { message, body }: SentRecord,
  answer: ReceivedRecord,
): Following | undefined {
  const { next } = contractOf(authority);
  return next?.(
    { message, payload: JSON.parse(body) },
    { message: answer.message, payload: parseMessage(answer.body) },
  );
}

import { jsonIn } from '../../schemas/json.ts';
import { givenUp, type StoredMessage, untold } from '../../schemas/untold.ts';
import type { Span } from '../filter/span.ts';

/** The content of an entry of the queue of untold messages: one message, or all that came in a period. */
export type UntoldLetter = { message: StoredMessage } | { span: Span };

/** A message has the time at which it came, and is written later: never by more than a call takes, at most 30 s. */
const MARGIN_MS = 60_000;

/** Reads an entry: ours, or the one that Lambda writes where it gives up; undefined where it is neither. */
export function readUntold(body: string): UntoldLetter | undefined {
  const content = jsonIn(body);
  const own = untold().safeParse(content);
  if (own.success) {
    const { filing, entry } = own.data.untold;
    return { message: { filing, entry } };
  }
  const ofLambda = givenUp().safeParse(content);
  if (!ofLambda.success) return undefined;
  const { approximateArrivalOfFirstRecord: first, approximateArrivalOfLastRecord: last } =
    ofLambda.data.DDBStreamBatchInfo;
  return { span: { since: new Date(Date.parse(first) - MARGIN_MS), until: new Date(Date.parse(last) + MARGIN_MS) } };
}

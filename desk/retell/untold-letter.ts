import { givenUp, type StoredCallback, untold } from '../../schemas/untold.ts';
import type { Span } from '../since.ts';

/** The content of a message on the queue of untold callbacks: one callback, or all that came in a period. */
export type UntoldLetter = { callback: StoredCallback } | { span: Span };

/** The receiver notes when a callback came before it writes it: never for longer than its time-out of 29 s. */
const MARGIN_MS = 60_000;

/** Reads a message: ours, or the one that Lambda writes where it gives up; undefined where it is neither. */
export function readUntold(body: string): UntoldLetter | undefined {
  const content = parsed(body);
  const own = untold().safeParse(content);
  if (own.success) {
    const { filing, entry } = own.data.untold;
    return { callback: { filing, entry } };
  }
  const ofLambda = givenUp().safeParse(content);
  if (!ofLambda.success) return undefined;
  const { approximateArrivalOfFirstRecord: first, approximateArrivalOfLastRecord: last } =
    ofLambda.data.DDBStreamBatchInfo;
  return { span: { since: new Date(Date.parse(first) - MARGIN_MS), until: new Date(Date.parse(last) + MARGIN_MS) } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

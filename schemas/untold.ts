import * as z from 'zod';
import { lazily } from './lazily.ts';

/** The keys in the ledger of a stored message of the authority, without its contents. */
export interface StoredMessage {
  /** The partition key, `AUTHORITY/declaration/REFERENCE`. */
  filing: string;
  /** The sort key, `received/…`. */
  entry: string;
}

/**
 * An entry of the queue of unpublished messages that the notifier put there itself, after a fault in our own code:
 * the item's keys and the class of the error, neither the error's text nor the message's body.
 */
export const untold = lazily(() =>
  z.object({
    untold: z.object({
      filing: z.string(),
      entry: z.string(),
      authority: z.string().optional(),
      kind: z.string().optional(),
      reference: z.string().optional(),
      /** Absent where the item could not be read. */
      messageId: z.string().optional(),
      error: z.string(),
      code: z.string().optional(),
      /** The time at which it was put aside, ISO 8601. */
      at: z.string(),
    }),
  }),
);
export type Untold = z.infer<ReturnType<typeof untold>>;

/**
 * An entry that Lambda itself puts on the same queue, after the notifier failed for longer than Lambda retries, or
 * gave no answer: the times, to the second, at which the records came into the stream. The keys are not in it.
 */
export const givenUp = lazily(() =>
  z.object({
    DDBStreamBatchInfo: z.object({
      approximateArrivalOfFirstRecord: z.iso.datetime({ offset: true }),
      approximateArrivalOfLastRecord: z.iso.datetime({ offset: true }),
      batchSize: z.number(),
    }),
  }),
);

/** The event by which an operator has the notifier publish these messages again. */
export interface NotifyAgain {
  notifyAgain: readonly StoredMessage[];
}

/** The result for one message; where it was not published, the class and the code of the error. */
export type NotifyAgainResult = { isTold: true } | { isTold: false; error: string; code?: string };

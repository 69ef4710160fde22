import * as z from 'zod';
import { lazily } from './lazily.ts';

/** A callback that is stored: the keys of its item in the ledger, never what it says. */
export interface StoredCallback {
  /** The partition key, `AUTHORITY/declaration/REFERENCE`. */
  filing: string;
  /** The sort key, `received/…`. */
  entry: string;
}

/**
 * What lies on the queue of callbacks that platforms could not be told of, where the fault was found in
 * our own code: the item's keys, and the class of the error. Neither its text nor the callback's body.
 */
export const untold = lazily(() =>
  z.object({
    untold: z.object({
      filing: z.string(),
      entry: z.string(),
      authority: z.string().optional(),
      kind: z.string().optional(),
      reference: z.string().optional(),
      /** Left out where the item could not be read. */
      messageId: z.string().optional(),
      error: z.string(),
      code: z.string().optional(),
      /** When it was put aside, ISO 8601. */
      at: z.string(),
    }),
  }),
);
export type Untold = z.infer<ReturnType<typeof untold>>;

/**
 * What Lambda puts on the same queue itself, where telling failed for longer than its patience, or gave no
 * answer: when the records came into the stream, to the second. Their keys are not in it.
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
export type GivenUp = z.infer<ReturnType<typeof givenUp>>;

/** Asks the function that tells to tell of these again: how it is invoked by an operator. */
export interface NotifyAgain {
  notifyAgain: readonly StoredCallback[];
}

/** What became of one of them; where it was not told, the class and the code of the error that stood in the way. */
export type NotifyAgainResult = { isTold: true } | { isTold: false; error: string; code?: string };

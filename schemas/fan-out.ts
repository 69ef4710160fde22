import type { FilingState } from './filing.ts';

/** The filings of a message that the gateway carries out itself: all that a value finds, or those that are named. */
export type FanOutChoice = { findableBy: string } | { references: readonly string[] };

/** The numbers of its filings, each of which counts once. */
export interface FanOutCounts {
  /** The message went for it, and was answered. */
  done: number;
  /** It goes, or has no answer yet. */
  waiting: number;
  /** The filing or the message was turned down: that is for a person. */
  rejected: number;
  /** It needed none: the filing had gone on without it, or was over. */
  skipped: number;
  /** A filing that is named, and that nobody filed here until the time was over. */
  unknown: number;
}

/**
 * The carrying out of a message by the gateway itself, without a call: another message goes in each of many filings,
 * once, also in those that are filed a while later.
 */
export interface FanOut {
  /** The message that goes in each; the states in which it may go are those of its `followsOn`. */
  message: string;
  /** The kind of the filings. */
  kind: string;
  /** The filings, by the message; never throws. */
  chosen(payload: unknown): FanOutChoice;
  /** The message for one of them, as a platform would submit it. */
  messageFor(payload: unknown, reference: string): Record<string, unknown>;
  /** True if a filing that is not answered yet may take the message then, by its declaration; never throws. */
  awaits(declaration: unknown): boolean;
  /** The states of a filing that ended without the message. */
  vain: readonly FilingState[];
  /** The states that a filing comes to with the message or without it: its sends tell which. */
  eitherWay: readonly FilingState[];
  /** The time after it was submitted in which what is filed later joins, by the lane's configuration; milliseconds. */
  joinMs(lane: unknown): number;
  /** The most time that it waits for the last of them, in milliseconds. */
  patienceMs: number;
  /** The message that is kept as its answer, and its content. */
  answer: string;
  /** The content of the answer, which the filing also shows meanwhile, by the names of the contract's details. */
  details(counts: FanOutCounts, joiningEnds: Date): Record<string, unknown>;
}

import type { SentRecord } from '../ledger/records.ts';

/** The number of a message's failed calls, and of those that failed although others had passed in between. */
export interface Tries {
  failures: number;
  alone: number;
}

const LONGEST_MS = 3_600_000;

/** The failed calls of a send, parked or taken up. */
export function triesOf(record: Pick<SentRecord, 'settlement' | 'failures' | 'alone'>): Tries {
  const { failures = 0, alone = 0 } = record.settlement?.verdict === 'parked' ? record.settlement : record;
  return { failures, alone };
}

/** The counts as a record keeps them: none where nothing failed. */
export function keptTries({ failures, alone }: Tries): Partial<Tries> {
  return { ...(failures > 0 && { failures }), ...(alone > 0 && { alone }) };
}

/**
 * Counts a failed call. The lane sent again since the message failed before, so others passed: it fails alone.
 * @param stoppedLane whether it was this failure that stopped the lane, which had sent until then
 */
export function failedAgain({ failures, alone }: Tries, stoppedLane: boolean): Tries {
  return { failures: failures + 1, alone: alone + (stoppedLane && failures > 0 ? 1 : 0) };
}

/**
 * The back-off of a message whose call failed: the lane's pause, doubled each time that it failed alone, an
 * hour at most. While nothing passes it is tried as often as the lane may be.
 */
export function backOffMs({ alone }: Tries, pauseMs: number): number {
  return Math.max(pauseMs, Math.min(LONGEST_MS, pauseMs * 2 ** alone));
}

/** A little later than messages that are parked for the lane alone: another one probes the authority first, if any. */
export function afterOthersMs({ failures }: Tries, pauseMs: number): number {
  return failures > 0 ? pauseMs / 60 : 0;
}

/** The time after a failed call until the next: at least as long as the authority asks for, and after others. */
export function againMs(tries: Tries, pauseMs: number, askedMs = 0): number {
  return Math.max(backOffMs(tries, pauseMs), askedMs) + afterOthersMs(tries, pauseMs);
}

/**
 * The back-off of a message that the authority has not decided on: as long as it asks for, and with time a sixtieth of
 * how long it has been asked, an hour at most.
 */
export function notYetMs(retryMs: number, askedForMs: number): number {
  return Math.max(retryMs, Math.min(LONGEST_MS, askedForMs / 60));
}

import { describe, expect, it } from 'vitest';
import {
  afterOthersMs,
  backOffMs,
  failedAgain,
  keptTries,
  type Tries,
  triesOf,
} from '../../../functions/send/back-off.ts';
import { parkedForLane } from '../../../functions/send/parked-for-lane.ts';
import { parked, SENT_AT } from '../../support/parked.ts';
import { sent } from '../../support/toy/records.ts';

const MINUTE = 60_000;
const never: Tries = { failures: 0, alone: 0 };

describe('[F8] a message whose calls fail', () => {
  it('fails alone only where it stopped the lane that had sent since it failed before', () => {
    const first = failedAgain(never, true);
    expect(first).toEqual({ failures: 1, alone: 0 });
    expect(failedAgain(first, false)).toEqual({ failures: 2, alone: 0 });
    expect(failedAgain(first, true)).toEqual({ failures: 2, alone: 1 });
  });

  it('waits a minute, doubled each time that it failed alone, and an hour at most', () => {
    const waits = [0, 1, 2, 5, 6, 40].map((alone) => backOffMs({ failures: alone + 1, alone }, MINUTE) / MINUTE);
    expect(waits).toEqual([1, 2, 4, 32, 60, 60]);
    // No lane may be tried sooner than its pause, however long that is.
    expect(backOffMs({ failures: 9, alone: 8 }, 120 * MINUTE)).toBe(120 * MINUTE);
  });

  it('is due after what only waits for the lane, so that another tries it', () => {
    const until = Date.parse(SENT_AT) + MINUTE;
    const dueOf = (record: Parameters<typeof parkedForLane>[2]) =>
      Date.parse(parkedForLane({ until, reason: 'unavailable' }, new Date(SENT_AT), record, 60).due) - until;
    expect(dueOf({})).toBe(0);
    expect(dueOf(sent({ failures: 1 }))).toBe(1000);
    expect(dueOf(sent({ settlement: parked({ failures: 2, alone: 1 }) }))).toBe(1000);
    expect(afterOthersMs(never, MINUTE)).toBe(0);
  });

  it('keeps what is known of its calls where it waits on for the lane', () => {
    const before = parked({
      failures: 3,
      alone: 2,

      error: { errorCode: 'E' },
    });
    const after = parkedForLane({ until: 0, reason: 'paused' }, new Date(SENT_AT), sent({ settlement: before }), 60);
    const { failures, alone, error, httpStatus } = before;
    expect(after).toMatchObject({ failures, alone, error, httpStatus });
    expect(triesOf(sent({ settlement: after }))).toEqual({ failures, alone });
    expect(keptTries(never)).toEqual({});
  });
});

import { describe, expect, it } from 'vitest';
import { VirtualLane } from '../support/virtual/lane.ts';
import { mostWithin } from '../support/virtual/windows.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const OUTAGE = 3 * HOUR;

describe('an outage of hours, in virtual time', () => {
  it('[H7-S4, H7-E500a, H7-E500b, H7-E500c] is tried once a minute, loses and refuses nothing, and drains by itself within the share', async () => {
    const share = { perSecond: 4, perHour: 3000 };
    const lane = new VirtualLane({ share, arriving: 0.4, most: 20_000 });
    await lane.pass(HOUR / 10);
    const before = lane.books;
    expect(before).toMatchObject({ waiting: 0, breaker: { state: 'closed' } });

    lane.isDown = true;
    await lane.pass(OUTAGE);
    lane.isDown = false;
    const { calls, firstFailureAt, ...atItsEnd } = lane.books;
    const tries = calls.filter((at) => at > firstFailureAt);
    expect(mostWithin(MINUTE, tries)).toBe(1);
    // The probe is sent all the same: no minute but the first goes by without one.
    expect(tries.length).toBeGreaterThan(OUTAGE / (2 * MINUTE));
    expect(atItsEnd).toMatchObject({ lost: 0, refused: 0, deadLetters: 0 });
    expect(atItsEnd.waiting).toBeGreaterThan((0.4 * (OUTAGE - 10 * MINUTE)) / SECOND);

    const up = lane.clock.now();
    lane.arriving = 0;
    await lane.pass(2 * HOUR);
    const after = lane.books;
    expect(after).toMatchObject({ lost: 0, repeated: 0, refused: 0, deadLetters: 0, waiting: 0, queued: 0 });
    expect(after.accepted).toBe(after.arrived);
    expect(after.breaker.state).toBe('closed');

    const sent = after.calls.filter((at) => at > up);
    expect(mostWithin(SECOND, sent)).toBeLessThanOrEqual(share.perSecond);
    expect(mostWithin(HOUR, sent)).toBeLessThanOrEqual(share.perHour);
    // A ramp and no flood: the first minute after the recovery takes a part of what a later one does.
    const recovered = (sent[0] as number) + SECOND;
    const inMinute = (minute: number) =>
      sent.filter((at) => at >= recovered + minute * MINUTE && at < recovered + (minute + 1) * MINUTE).length;
    expect(inMinute(1)).toBeLessThan(inMinute(6) / 2);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import { VirtualLane, type VirtualLaneBooks } from '../support/virtual/lane.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const ARRIVING = 2;

/** Calls that customs saw within a minute of a 500 that it gave. */
function tooSoon({ calls, failures }: Pick<VirtualLaneBooks, 'calls' | 'failures'>): number[] {
  return failures.flatMap((at) => calls.filter((call) => call > at && call < at + MINUTE).map((call) => call - at));
}

describe('a message that customs answers with 500 while it takes all others, in virtual time', () => {
  it.each([
    [10, 0],
    [10, 60],
    [10, 217],
    [150, 0],
    [150, 61],
    [150, 300],
  ])(
    '[F8, H7-E500a, H7-E500b, H7-E500c] backs off by itself: %i a second, the message being number %i',
    async (...one) => {
      const [perSecond, number] = one;
      const share = { perSecond, perHour: perSecond * 1000 };
      const lane = new VirtualLane({ share, arriving: ARRIVING, most: 5000, poisons: [number] });
      await lane.pass(10 * MINUTE);
      const { poisonTries, accepted, arrived, lost, refused, repeated, ...books } = lane.books;
      expect(arrived).toBeGreaterThanOrEqual(1200);
      expect(accepted / arrived).toBeGreaterThanOrEqual(0.9);
      expect(poisonTries[0]).toBeGreaterThanOrEqual(2);
      expect(poisonTries[0]).toBeLessThanOrEqual(4);
      expect(tooSoon(books)).toEqual([]);
      expect({ lost, refused, repeated }).toEqual({ lost: 0, refused: 0, repeated: 0 });
    },
    60_000,
  );

  it('[F8] so do two, and what others file goes between them', async () => {
    const share = { perSecond: 10, perHour: 10_000 };
    const lane = new VirtualLane({ share, arriving: ARRIVING, most: 8000, poisons: [3, 40] });
    await lane.pass(30 * MINUTE);
    const { poisonTries, accepted, arrived, lost, refused, repeated, ...books } = lane.books;
    expect(accepted / arrived).toBeGreaterThanOrEqual(0.9);
    for (const tries of poisonTries) {
      expect(tries).toBeGreaterThanOrEqual(3);
      expect(tries).toBeLessThanOrEqual(6);
    }
    expect(tooSoon(books)).toEqual([]);
    expect({ lost, refused, repeated }).toEqual({ lost: 0, refused: 0, repeated: 0 });
  }, 60_000);

  it('[F8, H7-S4] does not delay the end of a real outage, which is tried each minute and noticed within one', async () => {
    const share = { perSecond: 10, perHour: 10_000 };
    const lane = new VirtualLane({ share, arriving: ARRIVING, most: 8000, poisons: [3] });
    await lane.pass(5 * MINUTE);
    lane.isDown = true;
    const down = lane.clock.now();
    await lane.pass(20 * MINUTE);
    lane.isDown = false;
    const up = lane.clock.now();
    const { calls } = lane.books;
    const tries = calls.filter((at) => at > down + MINUTE && at < up);
    expect(tries.length).toBeGreaterThanOrEqual(17);
    await lane.pass(15 * MINUTE);
    const { poisonTries, accepted, arrived, lost, refused, repeated, ...books } = lane.books;
    const [again = Number.POSITIVE_INFINITY] = books.calls.filter((at) => at > up);
    expect(again - up).toBeLessThanOrEqual(MINUTE + 5 * SECOND);
    expect(accepted / arrived).toBeGreaterThanOrEqual(0.9);
    expect(poisonTries[0]).toBeLessThanOrEqual(10);
    expect(tooSoon(books)).toEqual([]);
    expect({ lost, refused, repeated }).toEqual({ lost: 0, refused: 0, repeated: 0 });
  }, 60_000);

  it('[F8] is tried each minute where it is the only one, so that the end of an outage of few messages is noticed', async () => {
    const lane = new VirtualLane({ share: { perSecond: 10, perHour: 10_000 }, arriving: 1, most: 1 });
    lane.isDown = true;
    await lane.pass(30 * MINUTE);
    expect(lane.books.calls.length).toBeGreaterThanOrEqual(28);
    lane.isDown = false;
    await lane.pass(MINUTE + 5 * SECOND);
    expect(lane.books.accepted).toBe(1);
    expect(tooSoon(lane.books)).toEqual([]);
  }, 60_000);
});

import { describe, expect, it } from 'vitest';
import { batchSizeOf, reachedPerSecond, sendersNeeded } from '../../schemas/sender-size.ts';

const lane = (
  perSecond: number,
  answerSeconds: number,
  more: { maximumConcurrency?: number; batchSize?: number } = {},
) => ({
  ...{ share: { perSecond }, answerSeconds, maximumConcurrency: 2 },
  ...more,
});

describe('the size of a sender', () => {
  it('is as large a batch as lasts while another sender waits for its last answer', () => {
    expect(batchSizeOf(lane(150, 2))).toBe(375);
    expect(batchSizeOf(lane(150, 0.05))).toBe(100);
    expect(batchSizeOf(lane(150, 2, { maximumConcurrency: 4 }))).toBe(125);
    expect(batchSizeOf(lane(2, 2))).toBe(100);
    expect(batchSizeOf(lane(150, 60))).toBe(1000);
  });

  it('is the configured one, where there is one', () => {
    expect(batchSizeOf(lane(150, 2, { batchSize: 20 }))).toBe(20);
  });

  it.each([0.05, 1, 2, 6])('reaches the share where the authority answers after %s s', (seconds) => {
    expect(reachedPerSecond(lane(150, seconds))).toBe(150);
  });

  it('does not reach it with batches of 100, as was counted in virtual time', () => {
    const reached = (answerSeconds: number) => reachedPerSecond(lane(144, answerSeconds - 0.45, { batchSize: 100 }));
    expect(reached(1)).toBeCloseTo(114.6, 0);
    expect(reached(2)).toBeCloseTo(73, 0);
  });

  it('says how many senders would reach it', () => {
    const slow = lane(150, 30, { batchSize: 1000 });
    expect(reachedPerSecond(slow)).toBeLessThan(150);
    expect(sendersNeeded(slow)).toBe(6);
    expect(reachedPerSecond({ ...slow, maximumConcurrency: 6 })).toBe(150);
    expect(reachedPerSecond({ ...slow, maximumConcurrency: 5 })).toBeLessThan(150);
  });
});

import { describe, expect, it } from 'vitest';
import { pace } from '../../../functions/admission/pace.ts';

describe('the pace of a lane', () => {
  it('starts no more in any second than it may, also after an idle time', async () => {
    let time = 0;
    const starts: number[] = [];
    const lane = pace({
      perSecond: 5,
      now: () => time,
      sleep: async (ms) => {
        time += ms;
      },
    });
    for (let n = 0; n < 40; n += 1) {
      if (n === 20) time += 10_000;
      await lane.turn();
      starts.push(time);
    }
    for (const start of starts) {
      const inSecond = starts.filter((other) => other >= start && other < start + 1000);
      expect(inSecond.length).toBeLessThanOrEqual(5);
    }
    expect(starts[19]).toBe(3800);
  });
});

import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../functions/admission/admit.ts';
import type { Admission } from '../../../functions/admission/dynamodb-admission.ts';
import type { LostTurns } from '../../../functions/admission/give-back.ts';
import { Turns } from '../../../functions/send/turns.ts';

/** Turns of 100 ms each, on a clock that moves when somebody sleeps. */
function turnsOf(
  count: number,
  more: Grant = { kind: 'park', until: 99_000, reason: 'unavailable' },
  isSending = true,
) {
  const clock = { now: 0 };
  const admission = { admit: async () => more, isSending: async () => isSending } as unknown as Admission;
  const sleep = async (ms: number) => {
    clock.now += ms;
  };
  const grant = { kind: 'send', count, start: 1000, interval: 100 } as const;
  return { clock, admission, turns: new Turns(grant, { admission, now: () => clock.now, sleep }) };
}

const turn = { leave: expect.any(Function) };

describe('the turns of a batch', () => {
  it('[H7-S2] come when they were granted', async () => {
    const { clock, turns } = turnsOf(3);
    for (const start of [1000, 1100, 1200]) {
      expect(await turns.next()).toEqual(turn);
      expect(clock.now).toBe(start);
    }
  });

  it('[H7-S2] that went by are lost, and never made up for in a heap', async () => {
    const { clock, turns } = turnsOf(10);
    clock.now = 1455;
    const starts: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      await turns.next();
      starts.push(clock.now);
    }
    expect(starts).toEqual([1500, 1600, 1700, 1800]);
  });

  it('[F31, H7-S1] that went by are given back to the hour once new ones are asked for', async () => {
    const given: LostTurns[] = [];
    const { clock, turns, admission } = turnsOf(3);
    admission.admit = async (_, __, lost = {}) => {
      given.push(lost);
      return { kind: 'send', count: 1, start: clock.now, interval: 100 };
    };
    clock.now = 1155;
    for (let n = 0; n < 3; n += 1) await turns.next();
    expect(given).toEqual([{ 0: 2 }, {}]);
  });

  it('[H7-S2] that were taken are over once nothing left in time, and given back', async () => {
    const given: LostTurns[] = [];
    const { clock, turns, admission } = turnsOf(2);
    admission.admit = async (_, __, lost = {}) => {
      given.push(lost);
      return { kind: 'send', count: 1, start: clock.now, interval: 100 };
    };
    const [first, second] = [await turns.next(), await turns.next()];
    if ('until' in first || 'until' in second) throw new Error('There were turns');
    clock.now += 20;
    expect(second.leave()).toBe(true);
    expect(first.leave()).toBe(false);
    await turns.next();
    expect(given).toEqual([{ 0: 1 }]);
  });

  it('are asked for anew where there are too few', async () => {
    const { clock, turns } = turnsOf(1, { kind: 'send', count: 2, start: 5000, interval: 100 });
    await turns.next();
    expect(await turns.next()).toEqual(turn);
    expect(clock.now).toBe(5000);
  });

  it('are asked for together by further calls that come within a moment', async () => {
    const wanted: number[] = [];
    const grant = { kind: 'send', count: 3, start: 5000, interval: 0 } as const;
    const { turns, admission } = turnsOf(0, grant);
    admission.admit = async (count) => {
      wanted.push(count);
      return grant;
    };
    await Promise.all([turns.next(true), turns.next(true), turns.next(true)]);
    expect(wanted).toEqual([3]);
  });

  it('are asked for at once by the first call of a message, and by a further one a while later', async () => {
    const asked: number[] = [];
    const { clock, turns, admission } = turnsOf(0);
    admission.admit = async () => {
      asked.push(clock.now);
      return { kind: 'send', count: 1, start: clock.now, interval: 20 };
    };
    await turns.next();
    await turns.next(true);
    expect(asked).toEqual([0, 200]);
  });

  it('end with the reason where nothing may be sent any more', async () => {
    expect(await turnsOf(0).turns.next()).toEqual({ kind: 'park', until: 99_000, reason: 'unavailable' });
    expect(await turnsOf(1, undefined, false).turns.next()).toMatchObject({ reason: 'the lane has stopped' });
  });
});

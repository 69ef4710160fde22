import { describe, expect, it } from 'vitest';
import { RAMP } from '../../../functions/admission/admit.ts';
import { type AdmissionState, type Breaker, initialState } from '../../../functions/admission/state.ts';
import { stretch } from '../../../functions/admission/stretch.ts';

const T0 = Date.parse('2026-11-22T09:00:00Z');
const share = { perSecond: 2, perHour: 100_000 };
const of = (breaker: Breaker, clock = T0, at = share) => {
  const state: AdmissionState = { ...initialState, breaker };
  return stretch(state, at, clock);
};

describe('what is put back of the messages that waited', () => {
  it("[H7-S4] is what the lane can send in a minute, and never more than the hour's share", () => {
    expect(of({ state: 'closed' })).toBe(120);
    expect(of({ state: 'closed' }, T0, { perSecond: 2, perHour: 50 })).toBe(50);
  });

  it('[H7-S4] is a tenth of it at the start of the ramp, in whole messages, and one at least', () => {
    const ramping = { state: 'ramping', since: T0 } as const;
    expect(of(ramping)).toBe(12);
    expect(of(ramping, T0 + RAMP.ms / 2)).toBe(66);
    expect(of(ramping, T0 + RAMP.ms)).toBe(120);
    expect(of(ramping, T0, { perSecond: 1, perHour: 19 })).toBe(1);
    expect(of(ramping, T0, { perSecond: 1, perHour: 2 })).toBe(1);
  });

  it('[H7-E500b] is the single one that tries, once the pause is over', () => {
    const open = { state: 'open', cause: 'http-500', since: T0, until: T0 + 60_000 } as const;
    expect(of(open, T0 + 59_999)).toBe(0);
    expect(of(open, T0 + 60_000)).toBe(1);
    expect(of(open, T0 + 60_001)).toBe(1);
  });

  it('[H7-E500b] is another single one, where the one that tried was never heard of again', () => {
    const probing = { state: 'probing', cause: 'http-500', since: T0, owner: 'a', leaseUntil: T0 + 12_000 } as const;
    expect(of(probing, T0 + 11_999)).toBe(0);
    expect(of(probing, T0 + 12_000)).toBe(1);
  });

  it('[H7-E500b, H7-S6] is nothing while one tries, or while the lane is paused', () => {
    expect(of({ state: 'probing', cause: 'http-500', since: T0, owner: 'a', leaseUntil: T0 + 1 })).toBe(0);
    expect(of({ state: 'paused', reason: 'maintenance', since: T0 })).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdmissionRules, admit, type Grant, RAMP, rampFactor } from '../../../functions/admission/admit.ts';
import { giveBack, type LostTurns, withLost } from '../../../functions/admission/give-back.ts';
import { BUCKET_MS, counted } from '../../../functions/admission/hour.ts';
import { type CallResult, report } from '../../../functions/admission/report.ts';
import { type AdmissionState, initialState } from '../../../functions/admission/state.ts';
import { mostWithin } from '../../support/virtual/windows.ts';

const rules: AdmissionRules = {
  share: { perSecond: 10, perHour: 1000 },
  leadMs: 0,
  horizonMs: 600_000,
  leaseMs: 25_000,
  pauseMs: 60_000,
};
const T0 = Date.parse('2026-11-22T09:00:00Z');
const failed = { kind: 'failed', cause: 'http-500' } as const;
const failedBefore = { ...failed, hasFailedBefore: true } as const;
const answered = { kind: 'answered' } as const;
const answers = { answered, failed, 'failed-before': failedBefore };

const opened = (clock = T0, state = initialState) => report(state, failed, 'a', clock, rules).state;
const probing = (clock = T0) => admit(opened(clock), 1, 'a', clock + 60_000, rules).state;

describe('admission', () => {
  it('spaces what it grants, also across batches', () => {
    const first = admit(initialState, 5, 'a', T0, rules);
    expect(first.grant).toMatchObject({ kind: 'send', count: 5, start: T0 });
    const { interval } = first.grant as Extract<Grant, { kind: 'send' }>;
    expect(interval).toBeCloseTo(104, 0);
    expect(admit(first.state, 5, 'b', T0, rules).grant).toMatchObject({ start: T0 + 5 * interval });
    expect(admit(first.state, 5, 'b', T0 + 60_000, rules).grant).toMatchObject({ start: T0 + 60_000 });
  });

  it("[H7-S1] grants no more than the hour's share, and says when more may go", () => {
    const spent = admit(initialState, 1000, 'a', T0, rules);
    expect(spent.grant).toMatchObject({ kind: 'send', count: 1000 });
    const none = admit(spent.state, 1, 'a', T0 + 200_000, rules);
    expect(none.grant).toMatchObject({ kind: 'later' });
    const { until } = none.grant as Extract<Grant, { kind: 'later' }>;
    expect(until).toBeGreaterThan(T0 + 3_600_000);
    expect(admit(spent.state, 1, 'a', until - 1, rules).grant.kind).toBe('later');
    expect(admit(spent.state, 1, 'a', until, rules).grant.kind).toBe('send');
  });

  it("[H7-S1] frees the hour's share bucket by bucket, as the messages started", () => {
    const half = admit(initialState, 500, 'a', T0, rules).state;
    const spent = admit(half, 500, 'a', T0 + 600_000, rules).state;
    const { until } = admit(spent, 1, 'a', T0 + 700_000, rules).grant as Extract<Grant, { kind: 'later' }>;
    // A second beyond the hour, for calls that are late and clocks that differ.
    expect(until).toBe(T0 + BUCKET_MS + 3_601_000);
    // 9.6 a second start in a bucket of twelve seconds.
    expect(admit(spent, 1000, 'a', until, rules).grant).toMatchObject({ kind: 'send', count: 116 });
    expect(admit(spent, 1000, 'a', until + 60_000, rules).grant).toMatchObject({ kind: 'send', count: 500 });
  });

  it("[H7-S1] reaches 99.5 % of the hour's share, hour after hour, while there is always more to send", () => {
    const lane: AdmissionRules = { ...rules, share: { perSecond: 150, perHour: 150_000 }, horizonMs: 120_000 };
    const starts: number[] = [];
    let [state, clock] = [initialState, T0];
    while (clock < T0 + 4 * 3_600_000) {
      const { grant, state: next } = admit(state, 100, 'a', clock, lane);
      state = next;
      if (grant.kind === 'later') clock = grant.until;
      if (grant.kind !== 'send') continue;
      starts.push(...Array.from({ length: grant.count }, (_, n) => grant.start + n * grant.interval));
      clock = grant.start + grant.count * grant.interval;
    }
    const inThree = starts.filter((at) => at >= T0 + 3_600_000 && at < T0 + 4 * 3_600_000).length;
    expect(inThree / 150_000).toBeGreaterThan(0.995);
    expect(mostWithin(3_600_000, starts)).toBe(150_000);
  });

  it('forgets what is over an hour old, and counts what is planned', () => {
    const { state } = admit(initialState, 100, 'a', T0, rules);
    expect(counted(state.hour, T0).sum).toBe(100);
    expect(counted(state.hour, T0 + 3_600_000).sum).toBe(100);
    expect(counted(state.hour, T0 + 3_630_000)).toMatchObject({ hour: {}, sum: 0 });
  });

  it('[F31, H7-S1] counts no turn that was lost, and gives back none twice, nor more than there were', () => {
    const first = admit(initialState, 900, 'a', T0, rules);
    const grant = first.grant as Extract<Grant, { kind: 'send' }>;
    let lost: LostTurns = {};
    for (let n = 0; n < 200; n += 1) lost = withLost(lost, grant.start + n * grant.interval);
    const back = giveBack(first.state, lost);
    expect(admit(back, 1000, 'a', T0 + 200_000, rules).grant).toMatchObject({ kind: 'send', count: 300 });
    expect(giveBack(first.state, {})).toBe(first.state);
    expect(giveBack(initialState, lost)).toBe(initialState);
    const more = Object.fromEntries(Object.keys(first.state.hour).map((bucket) => [bucket, 5000]));
    expect(admit(giveBack(first.state, more), 2000, 'a', T0 + 200_000, rules).grant).toMatchObject({ count: 1000 });
  });

  it('plans nothing before a claim can be written', () => {
    const lead: AdmissionRules = { ...rules, leadMs: 500 };
    expect(admit(initialState, 1, 'a', T0, lead).grant).toMatchObject({ start: T0 + 500 });
  });

  it('plans no further ahead than a sender lives, and wastes no turn', () => {
    const near: AdmissionRules = { ...rules, horizonMs: 2000 };
    const first = admit(initialState, 100, 'a', T0, near);
    expect(first.grant).toMatchObject({ kind: 'send', count: 20 });
    const none = admit(first.state, 100, 'b', T0, near);
    // The next turn is 20 intervals of 1000 / 9.6 ms away, and one must come within the horizon.
    expect(none.grant).toEqual({ kind: 'later', until: expect.closeTo(T0 + (21 * 1000) / 9.6 - 2000, 3) });
    expect(none.state).toBe(first.state);
    expect(
      admit(first.state, 100, 'b', (none.grant as Extract<Grant, { kind: 'later' }>).until, near).grant,
    ).toMatchObject({ kind: 'send' });
  });

  it('grants a part of a batch where only that is left of the hour', () => {
    const { state } = admit(initialState, 990, 'a', T0, rules);
    expect(admit(state, 20, 'a', T0, rules).grant).toMatchObject({ kind: 'send', count: 10 });
  });
});

describe('the breaker', () => {
  it('[H7-E500a] opens at the first failure, for all, for the whole pause', () => {
    const { state, transition } = report(initialState, failed, 'a', T0, rules);
    expect(transition).toBe('opened');
    for (const owner of ['a', 'b']) {
      expect(admit(state, 1, owner, T0, rules).grant).toEqual({
        kind: 'park',
        until: T0 + 60_000,
        reason: 'http-500',
      });
      expect(admit(state, 1, owner, T0 + 59_999, rules).grant.kind).toBe('park');
    }
  });

  it('[H7-E500b] then lets a single message through as a probe, whichever instance asks', () => {
    const { grant, state } = admit(opened(), 100, 'a', T0 + 60_000, rules);
    expect(grant).toEqual({ kind: 'probe' });
    for (const owner of ['a', 'b']) expect(admit(state, 100, owner, T0 + 60_001, rules).grant.kind).toBe('park');
  });

  it('[H7-E500c] waits the whole pause again after a try that failed', () => {
    const { state, transition } = report(probing(), { ...failed, cause: 'http-404' }, 'a', T0 + 62_000, rules);
    expect(transition).toBe('failed-again');
    expect(state.breaker).toEqual({ state: 'open', cause: 'http-404', since: T0, until: T0 + 122_000 });
    expect(admit(state, 1, 'b', T0 + 121_999, rules).grant.kind).toBe('park');
    expect(admit(state, 1, 'b', T0 + 122_000, rules).grant).toEqual({ kind: 'probe' });
  });

  it('[H7-E500c] counts a try of which nobody told as failed, once its lease is over', () => {
    const state = probing();
    const lease = T0 + 60_000 + 25_000;
    const held = admit(state, 1, 'b', lease - 1, rules);
    expect(held).toEqual({
      grant: { kind: 'park', until: lease, reason: 'http-500' },
      state,
    });
    expect(admit(state, 1, 'b', lease, rules).grant).toMatchObject({ kind: 'park', until: lease + 60_000 });
    expect(admit(state, 1, 'b', lease + 60_000, rules).grant).toEqual({ kind: 'probe' });
  });

  it('recovers by any answer to the try, and ramps up', () => {
    const { state, transition } = report(probing(), answered, 'a', T0 + 62_000, rules);
    expect(transition).toBe('recovered');
    const slow = admit(state, 10, 'b', T0 + 62_000, rules).grant as Extract<Grant, { kind: 'send' }>;
    expect(slow.interval).toBeCloseTo(1042, 0);
    expect(admit(state, 10, 'b', T0 + 62_000 + RAMP.ms - 1, rules).state.breaker.state).toBe('ramping');
    const full = admit(state, 10, 'b', T0 + 62_000 + RAMP.ms, rules);
    expect((full.grant as Extract<Grant, { kind: 'send' }>).interval).toBeCloseTo(104, 0);
    expect(full.state.breaker.state).toBe('closed');
  });

  describe('[F8] that a message opened which had failed before, and others had passed since', () => {
    const later = T0 + 60_000;
    const reopenedAt = (breaker: AdmissionState['breaker']) =>
      report({ ...initialState, breaker }, failedBefore, 'a', T0, rules).state;
    const triedAt = (state: AdmissionState, answer: CallResult) =>
      report(admit(state, 1, 'a', later, rules).state, answer, 'a', later, rules);

    it('[H7-E500a, H7-E500c] stays open for the whole pause all the same, and what comes meanwhile is left to the queue', () => {
      const state = reopenedAt({ state: 'closed' });
      expect(admit(state, 1, 'b', later - 1, rules).grant).toEqual({ kind: 'later', until: later });
      const probe = admit(state, 1, 'a', later, rules);
      expect(probe.grant).toEqual({ kind: 'probe' });
      expect(admit(probe.state, 1, 'b', later + 1, rules).grant).toEqual({ kind: 'later', until: later + 1001 });
    });

    it('recovers at the rate that it had', () => {
      const { state, transition } = triedAt(reopenedAt({ state: 'closed' }), answered);
      expect(transition).toBe('recovered');
      expect(rampFactor(state.breaker, later)).toBe(1);
      const half = triedAt(reopenedAt({ state: 'ramping', since: T0 - RAMP.ms / 2 }), answered).state;
      expect(rampFactor(half.breaker, later)).toBeCloseTo(0.55);
    });

    it('does so also where the one that was to try could not be sent', () => {
      const { state } = triedAt(reopenedAt({ state: 'closed' }), { kind: 'untried' });
      expect(rampFactor(triedAt(state, answered).state.breaker, later)).toBe(1);
    });

    it('ramps up as after any outage once the try of another failed, too', () => {
      const { state } = triedAt(reopenedAt({ state: 'closed' }), failed);
      const again = later + 60_000;
      const tried = report(admit(state, 1, 'a', again, rules).state, answered, 'a', again, rules);
      expect(rampFactor(tried.state.breaker, again)).toBe(RAMP.from);
      expect(admit(state, 1, 'b', later + 1, rules).grant).toMatchObject({ kind: 'park' });
    });
  });

  it("is not closed by late answers to earlier calls, nor by another instance's", () => {
    expect(report(opened(), answered, 'a', T0 + 100, rules)).toEqual({ state: opened(), transition: undefined });
    expect(report(probing(), answered, 'b', T0 + 61_000, rules).state.breaker.state).toBe('probing');
  });

  it('lets the pause pass after the last of the failures that were under way', () => {
    const { state, transition } = report(opened(), failed, 'b', T0 + 15_000, rules);
    expect(transition).toBeUndefined();
    expect(state.breaker).toEqual({ state: 'open', cause: 'http-500', since: T0, until: T0 + 75_000 });
    expect(admit(state, 1, 'a', T0 + 74_999, rules).grant.kind).toBe('park');
    expect(admit(state, 1, 'a', T0 + 75_000, rules).grant.kind).toBe('probe');
  });

  it('[F21] [H7-E500a] leaves the authority alone for as long as it asks, and never for less than the pause', () => {
    const asking = (retryMs: number) => report(initialState, { ...failed, retryMs }, 'a', T0, rules).state.breaker;
    expect(asking(300_000)).toMatchObject({ until: T0 + 300_000 });
    expect(asking(1000)).toMatchObject({ until: T0 + 60_000 });
    const tried = report(probing(), { ...failed, cause: 'http-429', retryMs: 90_000 }, 'a', T0 + 62_000, rules).state;
    expect(tried.breaker).toEqual({ state: 'open', cause: 'http-429', since: T0, until: T0 + 152_000 });
    // A late answer that asks for less does not shorten the pause, one that asks for more extends it.
    expect(report(tried, failed, 'b', T0 + 63_000, rules).state).toBe(tried);
    expect(report(tried, { ...failed, retryMs: 900_000 }, 'b', T0 + 63_000, rules).state.breaker).toMatchObject({
      until: T0 + 963_000,
    });
  });

  it('[F21] keeps the cause and its detail through tries, whatever becomes of them', () => {
    const tls = { kind: 'failed', cause: 'tls', detail: 'CERT_HAS_EXPIRED' } as const;
    const trouble = { cause: 'tls', detail: 'CERT_HAS_EXPIRED' };
    const open = report(initialState, tls, 'a', T0, rules).state;
    expect(open.breaker).toMatchObject({ state: 'open', ...trouble });
    const { grant } = admit(open, 1, 'a', T0, rules);
    expect(grant).toMatchObject({ reason: 'tls (CERT_HAS_EXPIRED)' });
    const trying = admit(open, 1, 'a', T0 + 60_000, rules).state;
    expect(trying.breaker).toMatchObject({ state: 'probing', ...trouble });
    expect(report(trying, { kind: 'untried' }, 'a', T0 + 61_000, rules).state.breaker).toMatchObject(trouble);
    expect(admit(trying, 1, 'b', T0 + 85_000, rules).state.breaker).toMatchObject({ state: 'open', ...trouble });
    // The next failure has its own, and no detail of the one before.
    expect(report(trying, failed, 'a', T0 + 61_000, rules).state.breaker).toEqual({
      ...{ state: 'open', cause: 'http-500', since: T0, until: T0 + 121_000 },
    });
  });

  it('is left as it is by a failure after which the pause is no longer', () => {
    const state = opened();
    for (const clock of [T0, T0 - 5]) expect(report(state, failed, 'b', clock, rules).state).toBe(state);
  });

  it('lets another message try at once where the one that was to try could not be sent', () => {
    const { state, transition } = report(probing(), { kind: 'untried' }, 'a', T0 + 62_000, rules);
    expect(transition).toBeUndefined();
    expect(state.breaker).toEqual({ state: 'open', cause: 'http-500', since: T0, until: T0 + 62_000 });
    expect(admit(state, 1, 'b', T0 + 62_000, rules).grant).toEqual({ kind: 'probe' });
  });

  it('[H7-S1] counts a try within the hour, and lets none go where its share is used up', () => {
    const spent = admit(initialState, 1000, 'a', T0, rules).state;
    const open = report(spent, failed, 'a', T0, rules).state;
    const freed = T0 + BUCKET_MS + 3_601_000;
    expect(admit(open, 1, 'a', T0 + 60_000, rules)).toEqual({ grant: { kind: 'later', until: freed }, state: open });
    const trying = admit(opened(), 1, 'a', T0 + 60_000, rules).state;
    const closed: AdmissionState = { ...trying, breaker: initialState.breaker };
    expect(admit(closed, 1000, 'a', T0 + 61_000, rules).grant).toMatchObject({ count: 999 });
  });

  it('[H7-S2] keeps the distance to a try, too', () => {
    const { state } = report(probing(), answered, 'a', T0 + 60_001, rules);
    const { start } = admit(state, 1, 'b', T0 + 60_001, rules).grant as Extract<Grant, { kind: 'send' }>;
    expect(start).toBeCloseTo(T0 + 60_000 + 1000 / 9.6, 3);
  });

  it('[H7-S6] lets nothing through a paused lane, whatever is answered', () => {
    const paused: AdmissionState = { ...initialState, breaker: { state: 'paused', reason: 'maintenance', since: T0 } };
    const hold = { kind: 'park', until: T0 + 60_000, reason: 'paused: maintenance' };
    expect(admit(paused, 1, 'a', T0, rules)).toEqual({ grant: hold, state: paused });
    for (const answer of [answered, failed, { kind: 'untried' } as const])
      expect(report(paused, answer, 'a', T0, rules), answer.kind).toEqual({ state: paused, transition: undefined });
  });

  it('writes nothing for an ordinary answer', () => {
    expect(report(initialState, answered, 'a', T0, rules)).toEqual({ state: initialState, transition: undefined });
  });

  it('ramps from a tenth to all', () => {
    const ramping = { state: 'ramping', since: T0 } as const;
    expect([0, RAMP.ms / 2, RAMP.ms, RAMP.ms * 2].map((after) => rampFactor(ramping, T0 + after))).toEqual([
      0.1, 0.55, 1, 1,
    ]);
  });
});

describe('several instances, with clocks that differ, that crash and that are slow', () => {
  /** The next step of an instance: its delay after the last step of all, and its result. */
  const step = fc.record({
    instance: fc.nat(3),
    after: fc.oneof(fc.nat(50), fc.nat(3000), fc.nat(200_000)),
    wanted: fc.integer({ min: 1, max: 60 }),
    fate: fc.constantFrom('answered', 'answered', 'answered', 'failed', 'failed-before', 'crashed'),
  });
  const skews = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -8, max: 8 })));
  const shares = fc.record({
    perSecond: fc.integer({ min: 1, max: 150 }),
    perHour: fc.integer({ min: 50, max: 3000 }),
  });

  it('[H7-S1, H7-S2, H7-E500a, H7-E500b, H7-E500c] never exceed a second, an hour, or a pause', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), skews, shares, (steps, skew, share) => {
        const lane: AdmissionRules = { ...rules, share };
        let state = initialState;
        let time = T0;
        let starts: number[] = [];
        const probes: number[] = [];
        let silentUntil = 0;
        for (const { instance, after, wanted, fate } of steps) {
          time += after;
          const clock = time + (skew[instance] ?? 0);
          const owner = `i-${instance}`;
          const admitted = admit(state, wanted, owner, clock, lane);
          state = admitted.state;
          const { grant } = admitted;
          if (grant.kind === 'park' || grant.kind === 'later') continue;
          const mine =
            grant.kind === 'probe'
              ? [time]
              : Array.from({ length: grant.count }, (_, n) => grant.start + n * grant.interval - (skew[instance] ?? 0));
          starts.push(...mine);
          if (grant.kind === 'probe') probes.push(time);
          for (const start of grant.kind === 'probe' ? mine : [])
            expect(start).toBeGreaterThanOrEqual(silentUntil - 16);
          if (fate === 'crashed') continue;
          const told = report(state, answers[fate], owner, clock, lane);
          state = told.state;
          if (fate === 'answered') continue;
          silentUntil = Math.max(silentUntil, time + lane.pauseMs);
          // A sender looks again within the second, and stops.
          starts = starts.filter((start) => start <= time + 1000);
        }
        starts.sort((a, b) => a - b);
        expectAtMost(starts, 1000, share.perSecond);
        expectAtMost(starts, 3_600_000, share.perHour);
        for (let n = 1; n < probes.length; n += 1) {
          expect((probes[n] as number) - (probes[n - 1] as number)).toBeGreaterThanOrEqual(lane.pauseMs - 16);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function expectAtMost(starts: readonly number[], window: number, most: number): void {
  let first = 0;
  for (let last = 0; last < starts.length; last += 1) {
    while ((starts[last] as number) - (starts[first] as number) >= window) first += 1;
    expect(last - first + 1).toBeLessThanOrEqual(most);
  }
}

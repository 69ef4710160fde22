import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, Exchange, kinds, type Result } from './support/exchange.ts';

/** An event that may happen to one filing. */
type Step =
  | { do: 'deliver' | 'point' | 'point again'; call: Call; result: Result; during: boolean; isHeld: boolean }
  | { do: 'call back'; index: number; stays: boolean };

const calls: Call[] = ['ok', 'ok', 'lost', 'lost', 'lost', 'untaken', 'busy', 'refused', 'died-taken', 'died-untaken'];
const results: Result[] = ['answer', 'answer', 'functional', 'technical'];
const sending = fc.record({
  do: fc.constantFrom('deliver' as const, 'point' as const, 'point again' as const),
  call: fc.constantFrom(...calls),
  result: fc.constantFrom(...results),
  during: fc.boolean(),
  isHeld: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  sending,
  fc.record({ do: fc.constant('call back' as const), index: fc.nat(5), stays: fc.boolean() }),
);

async function take(exchange: Exchange, one: Step): Promise<void> {
  if (one.do === 'call back') {
    await exchange.callBack(one.index, one.stays);
    // A duplicate's error is no rejection: the message would be corrected under another reference.
    if (exchange.made === 'answer' && exchange.kind.again === 'duplicate')
      expect(await exchange.fate()).not.toBe('rejected');
    return;
  }
  const { call, result, during, isHeld } = one;
  exchange.next = { call, result, ...(during && { during: async () => void (await exchange.callBack(1)) }) };
  const more = isHeld ? { parking: { until: 0, reason: 'unavailable' } } : {};
  await (one.do === 'deliver' ? exchange.deliver(more) : exchange.point(one.do === 'point', more));
}

/**
 * Runs until nothing is left to do: customs answers all, parked messages go, and a dead sender's messages are handed
 * out again.
 */
async function end(exchange: Exchange): Promise<void> {
  exchange.next = { call: 'ok', result: 'answer' };
  for (let round = 0; round < 20; round += 1) {
    // The latest first: that it is there already comes before the answer to the first try.
    while (exchange.pending.length > 0)
      await take(exchange, { do: 'call back', index: exchange.pending.length - 1, stays: false });
    const send = await exchange.send();
    const isHeld = send?.settlement?.verdict === 'parked';
    if (!isHeld && send && (await exchange.fate()) !== 'sent') return;
    if (isHeld) await exchange.point(true);
    else await (send?.resumedBy ? exchange.point(false) : exchange.deliver());
  }
  throw new Error('It never ends');
}

/** The required fate, by customs' decision and its callbacks. */
function expected({ made, calls: made400, failures }: Exchange): string {
  if (made === 'answer') return 'answered';
  if (made400.some(({ call }) => call === 'refused')) return 'refused';
  if (made === 'functional') return 'rejected';
  return failures.written > 2 ? 'failed' : 'never';
}

describe('[F1] [F2] [H7-E500t] whatever is lost, late, repeated or left behind', () => {
  it.each(Object.keys(kinds))(
    'a %s ends as customs has it, and goes again only where nothing could tell',
    async (message) => {
      await fc.assert(
        fc.asyncProperty(sending, fc.array(step, { maxLength: 8 }), async (start, steps) => {
          const exchange = new Exchange(message);
          await exchange.begin();
          await take(exchange, { ...start, do: 'deliver' });
          for (const one of steps) await take(exchange, one);
          await end(exchange);

          expect(await exchange.fate()).toBe(expected(exchange));
          exchange.calls.forEach(({ fate, failures, isAgain, wasSaid }, n) => {
            expect(wasSaid).toBe(false);
            expect(fate).toBe('sent');
            const before = exchange.calls[n - 1];
            if (before?.call === 'ok' && !isAgain) expect(failures).toBeGreaterThan(before.failures);
            expect(before?.call).not.toBe('refused');
          });
          const { made, kind } = exchange;
          const wasRefused = exchange.calls.some(({ call }) => call === 'refused');
          if (made === 'answer' && kind.again === 'duplicate' && !wasRefused) {
            const wrong = exchange.told.filter(({ outcome }) => outcome === 'rejected' || outcome === 'refused');
            expect(wrong).toEqual([]);
            expect(exchange.events).not.toContain('message.rejected');
          }
        }),
        { numRuns: 150 },
      );
    },
    60_000,
  );
});

describe('a message whose answer was lost', () => {
  /** One that customs took and failed to answer for, and then called back about. */
  async function calledBack(message: string, result: Result): Promise<Exchange> {
    const exchange = new Exchange(message);
    await exchange.begin();
    exchange.next = { call: 'lost', result };
    await exchange.deliver();
    await exchange.callBack();
    exchange.next = { call: 'ok', result: 'answer' };
    return exchange;
  }

  it.each(Object.keys(kinds))(
    '[F1] [F2] a %s has arrived where it is answered, by the pointer and handed out again',
    async (message) => {
      for (const isPointer of [true, false]) {
        const exchange = await calledBack(message, 'answer');
        await (isPointer ? exchange.point(true) : exchange.deliver());
        expect((await exchange.send())?.settlement).toMatchObject({ verdict: 'arrived' });
        expect([await exchange.fate(), exchange.calls.length]).toEqual(['answered', 1]);
        expect(exchange.told.map(({ outcome }) => outcome)).not.toContain('refused');
        expect(exchange.events).toContain('message.arrived');
      }
    },
  );

  it.each(Object.keys(kinds))('a %s is not sent again where customs rejected it meanwhile', async (message) => {
    const exchange = await calledBack(message, 'functional');
    await exchange.point(true);
    expect([await exchange.fate(), exchange.calls.length]).toEqual(['rejected', 1]);
    expect((await exchange.send())?.settlement).toMatchObject({ verdict: 'arrived' });
  });

  it.each(Object.keys(kinds))(
    '[H7-Etech] a %s is replayed where customs failed on it meanwhile, so many times',
    async (message) => {
      const exchange = await calledBack(message, 'technical');
      expect((await exchange.send())?.settlement).toMatchObject({ verdict: 'parked', technicalFailures: 1 });
      for (const fate of ['waiting', 'failed']) {
        exchange.next = { call: 'lost', result: 'technical' };
        await exchange.point(true);
        await exchange.callBack();
        expect(await exchange.fate()).toBe(fate);
      }
      await exchange.point(true);
      expect(exchange.calls).toHaveLength(3);
    },
  );

  it.each([
    ['lost', 'sent', []],
    ['busy', 'rejected', ['rejected']],
  ] as const)('[F3] of a reference that is taken: after %s it is %s', async (call, fate, told) => {
    const exchange = new Exchange('Creation_H7');
    exchange.next = { call, result: 'answer' };
    await exchange.deliver();
    exchange.pending.length = 0;
    exchange.made = 'answer';
    exchange.next = { call: 'ok', result: 'answer' };
    await exchange.point(true);
    await exchange.callBack();
    expect(await exchange.fate()).toBe(fate);
    expect(exchange.told.map(({ outcome }) => outcome)).toEqual(told);
    expect(exchange.events.includes('message.rejected')).toBe(told.length > 0);
  });

  it('[F3] is not sent again where customs said meanwhile that it has it, though its sender died', async () => {
    const exchange = new Exchange('Creation_H7');
    exchange.next = { call: 'lost', result: 'answer' };
    await exchange.deliver();
    const alreadyThere = async () => void (await exchange.callBack(1));
    exchange.next = { call: 'died-taken', result: 'answer', during: alreadyThere };
    await exchange.point(true);
    await exchange.point(false);
    expect([await exchange.fate(), exchange.calls.length]).toEqual(['sent', 2]);
    await exchange.callBack();
    expect(await exchange.fate()).toBe('answered');
  });
});

import fc from 'fast-check';
import { expect } from 'vitest';
import { type Call, Exchange, type ExchangeSide, type Result } from './exchange.ts';

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
 * Runs until nothing is left to do: the authority answers all, parked messages go, and a dead sender's messages are handed
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

/** The required fate, by the authority's decision and its callbacks. */
function expected({ made, calls: made400, failures }: Exchange): string {
  if (made === 'answer') return 'answered';
  if (made400.some(({ call }) => call === 'refused')) return 'refused';
  if (made === 'functional') return 'rejected';
  return failures.written > 2 ? 'failed' : 'never';
}

/**
 * Checks that a message ends as the authority has it, whatever is lost, late, repeated or left behind, and that it goes
 * again only where nothing could tell.
 */
export async function endsAsTheAuthorityHasIt(side: ExchangeSide, message: string, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(sending, fc.array(step, { maxLength: 8 }), async (start, steps) => {
      const exchange = new Exchange(side, message);
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
    { numRuns },
  );
}

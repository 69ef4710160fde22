import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Call, Exchange, kinds, type Result } from './support/exchange.ts';

/** What may happen to one filing. */
type Step =
  | { do: 'deliver' | 'point' | 'point again'; call: Call; result: Result; during: boolean; isHeld: boolean }
  | { do: 'call back'; index: number; stays: boolean };

const calls: Call[] = ['ok', 'lost', 'untaken', 'busy', 'refused', 'died-taken', 'died-untaken'];
const results: Result[] = ['answer', 'answer', 'functional', 'technical'];
const sending = fc.record({
  do: fc.constantFrom('deliver' as const, 'point' as const, 'point again' as const),
  call: fc.constantFrom(...calls),
  result: fc.constantFrom(...results),
  during: fc.boolean(),
  isHeld: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  sending,
  fc.record({ do: fc.constant('call back' as const), index: fc.nat(5), stays: fc.boolean() }),
);

async function take(exchange: Exchange, one: Step): Promise<void> {
  if (one.do === 'call back') {
    await exchange.callBack(one.index, one.stays);
    return;
  }
  const { call, result, during, isHeld } = one;
  exchange.next = { call, result, ...(during && { during: async () => void (await exchange.callBack(1)) }) };
  const more = isHeld ? { hold: { until: 0, reason: 'unavailable' } } : {};
  await (one.do === 'deliver' ? exchange.deliver(more) : exchange.point(one.do === 'point', more));
}

/** Until nothing is left to do: customs answers all, what waits goes, and what a dead sender left is handed out again. */
async function end(exchange: Exchange): Promise<void> {
  exchange.next = { call: 'ok', result: 'answer' };
  for (let round = 0; round < 20; round += 1) {
    while (exchange.pending.length > 0) await exchange.callBack();
    const send = await exchange.send();
    const isHeld = send?.settlement?.verdict === 'held';
    if (!isHeld && send && (await exchange.fate()) !== 'sent') return;
    if (isHeld) await exchange.point(true);
    else await (send?.resumedBy ? exchange.point(false) : exchange.deliver());
  }
  throw new Error('It never ends');
}

/** What must have become of it, by what customs made of it and said. */
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
          exchange.calls.forEach(({ fate, failures, isAgain }, n) => {
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
        { numRuns: 100 },
      );
    },
    60_000,
  );
});

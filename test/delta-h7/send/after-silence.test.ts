import { describe, expect, it } from 'vitest';
import { Exchange } from '../../support/exchange/exchange.ts';
import { endsAsTheAuthorityHasIt } from '../../support/exchange/steps.ts';
import { deltaH7Side } from './support/exchange.ts';

describe('[F1] [F2] [H7-E500t] whatever is lost, late, repeated or left behind', () => {
  it.each(Object.keys(deltaH7Side.kinds))(
    'a %s ends as customs has it, and goes again only where nothing could tell',
    (message) => endsAsTheAuthorityHasIt(deltaH7Side, message, 50),
    60_000,
  );
});

describe('a message whose answer was lost', () => {
  it.each(Object.keys(deltaH7Side.kinds))(
    '[H7-Etech] a %s is replayed where customs failed on it meanwhile, so many times',
    async (message) => {
      const exchange = new Exchange(deltaH7Side, message);
      await exchange.begin();
      exchange.next = { call: 'lost', result: 'technical' };
      await exchange.deliver();
      await exchange.callBack();
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
  ] as const)('[H7-E500t] [F3] of a reference that is taken: after %s it is %s', async (call, fate, told) => {
    const exchange = new Exchange(deltaH7Side, 'Creation_H7');
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
});

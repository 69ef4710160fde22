import { describe, expect, it } from 'vitest';
import { Exchange, type Result } from '../../support/exchange/exchange.ts';
import { endsAsTheAuthorityHasIt } from '../../support/exchange/steps.ts';
import { toySide } from '../../support/toy/exchange.ts';

const kinds = Object.keys(toySide.kinds);

describe('[F1] [F2] [H7-E500t] whatever is lost, late, repeated or left behind', () => {
  it.each(kinds)(
    'a %s ends as the authority has it, and goes again only where nothing could tell',
    (message) => endsAsTheAuthorityHasIt(toySide, message, 150),
    60_000,
  );
});

describe('a message whose answer was lost', () => {
  /** One that the authority took and failed to answer for, and then called back about. */
  async function calledBack(message: string, result: Result): Promise<Exchange> {
    const exchange = new Exchange(toySide, message);
    await exchange.begin();
    exchange.next = { call: 'lost', result };
    await exchange.deliver();
    await exchange.callBack();
    exchange.next = { call: 'ok', result: 'answer' };
    return exchange;
  }

  it.each(kinds)(
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

  it.each(kinds)('a %s is not sent again where the authority rejected it meanwhile', async (message) => {
    const exchange = await calledBack(message, 'functional');
    await exchange.point(true);
    expect([await exchange.fate(), exchange.calls.length]).toEqual(['rejected', 1]);
    expect((await exchange.send())?.settlement).toMatchObject({ verdict: 'arrived' });
  });

  it.each(kinds)(
    '[H7-Etech] a %s is replayed where the authority failed on it meanwhile, so many times',
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
    const exchange = new Exchange(toySide, 'Letter');
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

  it('[F3] is not sent again where the authority said meanwhile that it has it, though its sender died', async () => {
    const exchange = new Exchange(toySide, 'Letter');
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

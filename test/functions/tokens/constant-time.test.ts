import { createHash, timingSafeEqual } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallbackTokens, callbackTokenCheck } from '../../../functions/tokens/callback-token.ts';
import { remembered } from '../../../functions/tokens/remembered.ts';

vi.mock('node:crypto', { spy: true });

const digestOf = (token: string) => createHash('sha256').update(token).digest();
const taken = (token: string) => ({ versionId: `version-of-${token}`, digest: digestOf(token) });

/** True if each valid token was compared with the given one in constant time, as digests of one length. */
function compared(tokens: CallbackTokens, given: string) {
  const calls = vi.mocked(timingSafeEqual).mock.calls.map((pair) => pair.map((one) => Buffer.from(one as Buffer)));
  const all = [tokens.current, ...(tokens.previous ? [tokens.previous] : [])];
  return all.map(({ digest }) =>
    calls.some(([a, b]) => Buffer.concat([a, b] as Buffer[]).equals(Buffer.concat([digestOf(given), digest]))),
  );
}

describe("the comparison of a callback's token", () => {
  beforeEach(() => {
    vi.mocked(timingSafeEqual).mockClear();
  });

  it.each([
    ['the current token', 'current', 'current'],
    ['the previous token', 'previous', 'previous'],
    ['a wrong token', 'wrong', undefined],
    ['the beginning of a token', 'curren', undefined],
    ['a token that is far longer', 'current'.repeat(50), undefined],
  ])('[H7-A4] is in constant time with each token that is taken, for %s', async (_, given, token) => {
    const tokens: CallbackTokens = { current: taken('current'), previous: taken('previous') };
    const check = callbackTokenCheck(
      remembered({ fetch: async () => tokens, now: () => 0, maxAge: 1000, cooldown: 1000 }),
      () => 0,
    );
    expect((await check(`Bearer ${given}`))?.token).toBe(token);
    expect(compared(tokens, given)).toEqual([true, true]);
  });

  it('[H7-A4] is made as often where there is no previous token', async () => {
    const tokens: CallbackTokens = { current: taken('current'), previous: undefined };
    const check = callbackTokenCheck(
      remembered({ fetch: async () => tokens, now: () => 0, maxAge: 1000, cooldown: 1000 }),
      () => 0,
    );
    expect((await check('Bearer current'))?.token).toBe('current');
    expect(timingSafeEqual).toHaveBeenCalledTimes(2);
  });
});

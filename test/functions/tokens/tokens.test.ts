import { describe, expect, it } from 'vitest';
import { accessTokens } from '../../../functions/tokens/access-token.ts';
import { callbackTokenCheck } from '../../../functions/tokens/callback-token.ts';
import { remembered } from '../../../functions/tokens/remembered.ts';

/** A clock that only moves when it is told to, and a source that counts how often it is asked. */
function source<T>(...answers: (T | Error)[]) {
  const clock = { now: 0 };
  let fetches = 0;
  const fetch = async () => {
    const answer = answers[Math.min(fetches, answers.length - 1)];
    fetches += 1;
    if (answer instanceof Error) throw answer;
    return answer as T;
  };
  return {
    clock,
    fetch,
    fetches: () => fetches,
    value: remembered({ fetch, now: () => clock.now, maxAge: 1000, cooldown: 100 }),
  };
}

describe('a remembered value', () => {
  it('is fetched once for all who ask at once, and again when it is too old', async () => {
    const { clock, fetches, value } = source('a', 'b');
    expect(await Promise.all([value.get(), value.get(), value.get()])).toEqual(['a', 'a', 'a']);
    clock.now = 999;
    expect(await value.get()).toBe('a');
    expect(fetches()).toBe(1);
    clock.now = 1000;
    expect(await value.get()).toBe('b');
  });

  it('is served stale where a new fetch fails, and not asked for again within the cooldown', async () => {
    const { clock, fetches, value } = source('a', new Error('down'), 'b');
    await value.get();
    clock.now = 1000;
    expect(await value.get()).toBe('a');
    clock.now = 1050;
    expect(await value.get()).toBe('a');
    expect(fetches()).toBe(2);
    clock.now = 1100;
    expect(await value.get()).toBe('b');
  });

  it('fails where there never was one', async () => {
    await expect(source(new Error('down')).value.get()).rejects.toThrow('down');
  });

  it('is renewed at most once a cooldown', async () => {
    const { clock, fetches, value } = source('a', 'b');
    await value.get();
    await Promise.all([value.renew(), value.renew()]);
    expect(fetches()).toBe(1);
    clock.now = 100;
    expect(await value.renew()).toBe('b');
  });
});

describe("the check of a callback's token", () => {
  const check = (secret = 'right') => callbackTokenCheck(source(secret).value);

  it('[H7-A4] takes the right token as a bearer token, however the scheme is written', async () => {
    for (const header of ['Bearer right', 'bearer right', 'BEARER  right '])
      expect(await check()(header), header).toBe(true);
  });

  it('[H7-A4] refuses a missing, wrong or malformed one', async () => {
    const headers = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'right',
      'Basic right',
      'Bearer wrong',
      'Bearer righ',
      'Bearer rightx',
      'Bearer Right',
      'Bearer right right',
      'Bearerright',
      'Bearer "right"',
      'Bearer\tright',
      'Bearer right, Bearer x',
    ];
    for (const header of headers) expect(await check()(header), String(header)).toBe(false);
  });

  it('takes a token that was changed a moment ago, once the cooldown is over', async () => {
    const { clock, value } = source('old', 'new');
    const checkChanged = callbackTokenCheck(value);
    expect(await checkChanged('Bearer old')).toBe(true);
    expect(await checkChanged('Bearer new')).toBe(false);
    clock.now = 100;
    expect(await checkChanged('Bearer new')).toBe(true);
  });

  it('[H7-A4] asks for the secret no more often, however many wrong tokens come', async () => {
    const { fetches, value } = source('right');
    const checkMany = callbackTokenCheck(value);
    for (let n = 0; n < 1000; n += 1) await checkMany(`Bearer wrong-${n}`);
    expect(fetches()).toBe(1);
  });
});

describe('access tokens', () => {
  function tokens(life: number) {
    const clock = { now: 0 };
    let requests = 0;
    const request = async () => {
      requests += 1;
      return { value: `token-${requests}`, expiresAt: clock.now + life };
    };
    return { clock, requests: () => requests, tokens: accessTokens(request, () => clock.now) };
  }

  it('are used for their life but a margin, one request for all who ask', async () => {
    const { clock, requests, tokens: shared } = tokens(3_600_000);
    expect(await Promise.all([shared.get(), shared.get()])).toEqual(['token-1', 'token-1']);
    clock.now = 3_569_999;
    expect(await shared.get()).toBe('token-1');
    clock.now = 3_570_000;
    expect(await shared.get()).toBe('token-2');
    expect(requests()).toBe(2);
  });

  it('[H7-A1] are replaced once where customs refuses one that many calls carried', async () => {
    const { requests, tokens: shared } = tokens(3_600_000);
    const refused = await shared.get();
    expect(await Promise.all([shared.replace(refused), shared.replace(refused)])).toEqual(['token-2', 'token-2']);
    expect(await shared.replace(refused)).toBe('token-2');
    expect(requests()).toBe(2);
  });
});

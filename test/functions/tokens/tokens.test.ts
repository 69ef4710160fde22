import { beforeEach, describe, expect, it } from 'vitest';
import { type AccessToken, accessTokens, type TokenStore } from '../../../functions/tokens/access-token.ts';
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
  const clock = { now: 0 };
  let requests = 0;
  let life = 3_600_000;
  let failing = false;
  let shared: AccessToken | undefined;
  let leaseUntil = 0;

  const store: TokenStore = {
    read: async () => shared,
    async acquire(until, seen) {
      if (clock.now < leaseUntil || shared?.value !== seen?.value) return false;
      leaseUntil = until;
      return true;
    },
    async write(token) {
      shared = token;
      leaseUntil = 0;
    },
    async release() {
      leaseUntil = 0;
    },
  };
  const request = async () => {
    requests += 1;
    const value = `token-${requests}`;
    await Promise.resolve();
    if (failing) throw new Error('no token');
    return { value, obtainedAt: clock.now, expiresAt: clock.now + life };
  };
  const instance = () =>
    accessTokens({
      request,
      store,
      now: () => clock.now,
      sleep: async (ms) => {
        clock.now += ms;
      },
    });
  beforeEach(() => {
    [clock.now, requests, life, failing, shared, leaseUntil] = [0, 0, 3_600_000, false, undefined, 0];
  });

  it('[H7-A2] are used for their life but a margin, one request for all who ask, in all instances', async () => {
    const [one, other] = [instance(), instance()];
    expect(await Promise.all([one.get(), one.get(), other.get(), other.get()])).toEqual(Array(4).fill('token-1'));
    clock.now = 3_569_000;
    expect(await one.get()).toBe('token-1');
    clock.now = 3_571_000;
    expect(await Promise.all([other.get(), one.get()])).toEqual(['token-2', 'token-2']);
    expect(requests).toBe(2);
  });

  it('[H7-A2] are requested no more often than they expire, over many lives', async () => {
    const instances = Array.from({ length: 5 }, instance);
    for (; clock.now < 5 * 3_570_000; clock.now += 30_000) await Promise.all(instances.map((one) => one.get()));
    expect(requests).toBe(5);
  });

  it('[H7-E401] are replaced once where customs refuses one that many calls carried', async () => {
    const [one, other] = [instance(), instance()];
    const refused = await one.get();
    await other.get();
    clock.now = 61_000;
    expect(await Promise.all([one.replace(refused), one.replace(refused), other.replace(refused)])).toEqual(
      Array(3).fill('token-2'),
    );
    expect(requests).toBe(2);
  });

  it('[H7-E401] are asked for once where all are refused, and not again within a minute', async () => {
    const one = instance();
    expect(await one.replace(await one.get())).toBe('token-2');
    expect(await one.replace('token-2')).toBe('token-2');
    expect(requests).toBe(2);
    clock.now = 60_000;
    expect(await one.replace('token-2')).toBe('token-3');
  });

  it('are renewed by another instance where the one that had the right to died', async () => {
    leaseUntil = 30_000;
    expect(await instance().get()).toBe('token-1');
    expect(clock.now).toBeGreaterThanOrEqual(30_000);
  });

  it('that cannot be had leave the right to ask to whoever comes next', async () => {
    failing = true;
    await expect(instance().get()).rejects.toThrow('no token');
    failing = false;
    expect(await instance().get()).toBe('token-2');
    expect(clock.now).toBe(0);
  });

  it('of a short life are used for three quarters of it', async () => {
    life = 20_000;
    const one = instance();
    await one.get();
    clock.now = 14_999;
    await one.get();
    expect(requests).toBe(1);
    clock.now = 15_000;
    await one.get();
    expect(requests).toBe(2);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { type AccessToken, accessTokens, type TokenStore } from '../../../functions/tokens/access-token.ts';

describe('access tokens', () => {
  const clock = { now: 0 };
  let requests = 0;
  let life = 3_600_000;
  let failing = false;
  let heard: (string | undefined)[] = [];
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
      onRequested: (failure) => heard.push(failure && String(failure.error)),
      store,
      now: () => clock.now,
      sleep: async (ms) => {
        clock.now += ms;
      },
    });
  beforeEach(() => {
    [clock.now, requests, life, failing, shared, leaseUntil] = [0, 0, 3_600_000, false, undefined, 0];
    heard = [];
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
    expect(heard).toEqual(['Error: no token', undefined]);
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

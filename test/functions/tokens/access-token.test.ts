import { beforeEach, describe, expect, it } from 'vitest';
import { accessTokens, type SharedToken, type TokenStore } from '../../../functions/tokens/access-token.ts';
import { type NoToken, TokenFailure } from '../../../functions/tokens/token-failure.ts';

describe('access tokens', () => {
  const clock = { now: 0 };
  let requests = 0;
  let life = 3_600_000;
  let failing: NoToken | undefined;
  let heard: (string | undefined)[] = [];
  let shared: SharedToken = {};
  let leaseUntil = 0;

  const store: TokenStore = {
    read: async () => shared,
    async acquire(until, seen) {
      if (clock.now < leaseUntil || shared !== seen) return false;
      leaseUntil = until;
      return true;
    },
    async write(token) {
      shared = { token };
      leaseUntil = 0;
    },
    async fail(failed) {
      shared = { ...shared, failed };
      leaseUntil = 0;
    },
  };
  const request = async () => {
    requests += 1;
    const value = `token-${requests}`;
    await Promise.resolve();
    if (failing) throw new TokenFailure(failing);
    return { value, obtainedAt: clock.now, expiresAt: clock.now + life };
  };
  const instance = () =>
    accessTokens({
      request,
      onRequested: (failure) => heard.push(failure && String(failure.error)),
      store,
      ...{ pauseMs: 60_000, requestMs: 20_000 },
      now: () => clock.now,
      sleep: async (ms) => {
        clock.now += ms;
      },
    });
  beforeEach(() => {
    [clock.now, requests, life, failing, shared, leaseUntil] = [0, 0, 3_600_000, undefined, {}, 0];
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

  it('[H7-E401] are replaced once where the authority refuses one that many calls carried', async () => {
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
    const [one, other] = [instance(), instance()];
    const first = await one.get();
    await other.get();
    expect(await one.replace(first)).toBe('token-2');
    expect(await one.replace('token-2')).toBeUndefined();
    // Neither does another instance ask, that learns only now that the first is refused, and then the second.
    expect(await other.replace(first)).toBe('token-2');
    expect(await other.replace('token-2')).toBeUndefined();
    expect(requests).toBe(2);
    clock.now = 60_000;
    expect(await one.replace('token-2')).toBe('token-3');
  });

  it('[H7-E401] [F6] are not the refused one again, where a request of before it was refused brings that', async () => {
    const one = instance();
    const asked = one.get();
    const replaced = one.replace('token-1');
    expect([await asked, await replaced]).toEqual(['token-1', 'token-2']);
  });

  it('are renewed by another instance where the one that had the right to died', async () => {
    leaseUntil = 30_000;
    expect(await instance().get()).toBe('token-1');
    expect(clock.now).toBeGreaterThanOrEqual(30_000);
  });

  it('[F20] [H7-A2] that are refused are asked for once a pause, in all instances, all with the same cause', async () => {
    failing = { kind: 'unauthorised', cause: 'credentials', detail: 'invalid_grant' };
    const instances = Array.from({ length: 5 }, instance);
    const failures = async () => {
      const asked = instances.flatMap((one) => Array.from({ length: 12 }, () => one.get()));
      return (await Promise.allSettled(asked)).map((one) => TokenFailure.of((one as PromiseRejectedResult).reason));
    };
    for (const pause of [1, 2, 3]) {
      for (let second = 0; second < 58; second += 1) {
        for (const failure of await failures()) expect(failure).toMatchObject(failing);
        clock.now += 1000;
      }
      clock.now = pause * 60_000;
    }
    expect(requests).toBe(3);
    expect(heard).toHaveLength(3);
    failing = undefined;
    // Credentials that were mended are tried with the next pause at the latest.
    expect(await instances[0]?.get()).toBe('token-4');
  });

  it('[F20] that are refused are waited for by a clock that is a little behind, not failed for another pause', async () => {
    failing = { kind: 'unauthorised', cause: 'credentials' };
    await expect(instance().get()).rejects.toThrow('credentials');
    failing = undefined;
    clock.now = 59_500;
    expect(await instance().get()).toBe('token-2');
    expect(clock.now).toBe(60_000);
  });

  it('[F20] that cannot be had for another reason are asked for again after ten seconds, or when the endpoint says', async () => {
    failing = { kind: 'unavailable', cause: 'token-endpoint', detail: 'http-503' };
    await expect(instance().get()).rejects.toThrow('token-endpoint (http-503)');
    clock.now = 7000;
    await expect(instance().get()).rejects.toThrow('http-503');
    expect(requests).toBe(1);
    clock.now = 10_000;
    failing = { ...failing, retryMs: 300_000 };
    await expect(instance().get()).rejects.toThrow('http-503');
    clock.now = 297_000;
    const late = await instance()
      .get()
      .catch((thrown: unknown) => TokenFailure.of(thrown));
    expect(late).toEqual({ ...failing, retryMs: 13_000 });
    expect(requests).toBe(2);
  });

  it('[F20] that cannot be had in one instance fail those that wait for it, with no request of their own', async () => {
    failing = { kind: 'unavailable', cause: 'token-endpoint', detail: 'timeout' };
    const [one, other] = [instance(), instance()];
    await expect(Promise.all([one.get(), other.get()])).rejects.toThrow('timeout');
    expect(requests).toBe(1);
  });

  it('leave the lease where even the failure cannot be kept', async () => {
    const fail = store.fail;
    store.fail = async () => {
      throw new Error('of the table');
    };
    failing = { kind: 'unauthorised', cause: 'credentials' };
    await expect(instance().get()).rejects.toThrow('credentials');
    store.fail = fail;
    expect(leaseUntil).toBe(30_000);
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

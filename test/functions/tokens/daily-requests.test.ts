import { describe, expect, it } from 'vitest';
import { type AccessTokens, accessTokens, type TokenStore } from '../../../functions/tokens/access-token.ts';
import { type NoToken, TokenFailure } from '../../../functions/tokens/token-failure.ts';
import { memoryTokens } from '../../support/memory-tokens.ts';
import { chance } from '../../support/random.ts';

const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];
const PER_DAY = 40;

/** A token endpoint whose requests are limited, and instances that share its tokens. */
class Limited {
  now = Date.parse('2026-11-01T00:00:00Z');
  /** The times of the requests that reached it. */
  readonly requests: number[] = [];
  readonly counted: (number | undefined)[] = [];
  failing: NoToken | undefined;
  /** The next instance that takes the lease dies with its request. */
  dies = false;
  lifeMs = HOUR;
  readonly #store = memoryTokens(() => this.now)('token');

  instance(more: { perDay?: number } = { perDay: PER_DAY }): AccessTokens {
    const store: TokenStore = {
      ...this.#store,
      acquire: async (...given) => {
        const isTaken = await this.#store.acquire(...given);
        if (!isTaken || !this.dies) return isTaken;
        this.dies = false;
        this.requests.push(this.now);
        throw new Error('the instance died');
      },
    };
    const request = async () => {
      if (this.failing?.cause !== 'secret') this.requests.push(this.now);
      if (this.failing) throw new TokenFailure(this.failing);
      return { value: `t-${this.requests.length}`, obtainedAt: this.now, expiresAt: this.now + this.lifeMs };
    };
    return accessTokens({
      ...{ request, store, pauseMs: MINUTE, requestMs: 20 * SECOND, usableMs: 45 * MINUTE, ...more },
      now: () => this.now,
      onRequested: (_, ofDay) => this.counted.push(ofDay),
      sleep: async (ms) => {
        this.now += ms;
      },
    });
  }

  /** The most requests in any 24 hours. */
  get most(): number {
    const within = (from: number) => this.requests.filter((at) => at >= from && at < from + DAY).length;
    return Math.max(0, ...this.requests.map(within));
  }
}

const failureOf = (thrown: unknown) => TokenFailure.of(thrown);
const down = { kind: 'unavailable', cause: 'token-endpoint', detail: 'http-503' } as const;

describe('the requests of a day', () => {
  it('are 32 at most while nothing fails, since a token is used for 45 minutes', async () => {
    const endpoint = new Limited();
    const instances = [1, 2, 3].map(() => endpoint.instance());
    for (const end = endpoint.now + 3 * DAY; endpoint.now < end; endpoint.now += 20 * SECOND)
      for (const one of instances) await one.get();
    expect(endpoint.most).toBe(32);
    expect(endpoint.requests).toHaveLength(3 * 32);
    expect(endpoint.counted.at(-1)).toBe(33);
  });

  it('are within the limit in any 24 hours, whatever fails, is refused or dies', async () => {
    const endpoint = new Limited();
    const random = chance(11);
    const instances = Array.from({ length: 4 }, () => endpoint.instance());
    const modes = ['well', 'well', 'down', 'refuses', 'dies', 'secret'];
    let [mode, calls, answered] = ['well', 0, 0];
    for (const end = endpoint.now + 8 * DAY; endpoint.now < end; endpoint.now += 20 * SECOND + random.below(MINUTE)) {
      if (random.once(100)) mode = random.pick(modes);
      const noSecret: NoToken = { kind: 'unauthorised', cause: 'secret' };
      endpoint.failing = mode === 'down' ? down : mode === 'secret' ? noSecret : undefined;
      endpoint.dies = mode === 'dies' && random.once(10);
      const n = random.below(instances.length);
      if (endpoint.dies || random.once(100)) instances[n] = endpoint.instance();
      const one = instances[n] as AccessTokens;
      calls += 1;
      const token = await one.get().catch(() => undefined);
      if (token !== undefined) answered += 1;
      if (token !== undefined && mode === 'refuses') await one.replace(token).catch(() => undefined);
    }
    expect(endpoint.most).toBeLessThanOrEqual(PER_DAY);
    // It was tried hard, and was of use all the same.
    expect(endpoint.most).toBeGreaterThanOrEqual(38);
    expect(answered / calls).toBeGreaterThan(0.5);
  });

  it('are spread over the day while the endpoint is down, and it is asked again within 45 minutes', async () => {
    const endpoint = new Limited();
    endpoint.failing = down;
    const one = endpoint.instance();
    const start = endpoint.now;
    for (; endpoint.now < start + 2 * DAY; endpoint.now += 30 * SECOND) await one.get().catch(() => undefined);
    expect(endpoint.most).toBeLessThan(PER_DAY);
    const minutes = endpoint.requests.slice(0, 6).map((at) => (at - start) / MINUTE);
    expect(minutes).toEqual([0, 1, 3, 7, 15, 31]);
    endpoint.failing = undefined;
    const until = endpoint.now + 45 * MINUTE;
    let token: string | undefined;
    while (token === undefined && endpoint.now < until) {
      endpoint.now += 30 * SECOND;
      token = await one.get().catch(() => undefined);
    }
    expect(token).toBeDefined();
  });

  it('are spread over the day while every token is refused, the first replaced at once', async () => {
    const endpoint = new Limited();
    const one = endpoint.instance();
    const start = endpoint.now;
    const replaced = async () => one.replace(await one.get());
    expect(await replaced()).toBe('t-2');
    expect(endpoint.requests).toEqual([start, start]);
    for (; endpoint.now < start + 2 * DAY; endpoint.now += 30 * SECOND) await replaced().catch(() => undefined);
    expect(endpoint.most).toBeLessThanOrEqual(PER_DAY);
    expect(endpoint.requests.slice(2, 5).map((at) => (at - start) / MINUTE)).toEqual([1, 3, 7]);
  });

  it('beyond the limit wait until the oldest is a day old, and all are told how long', async () => {
    const endpoint = new Limited();
    const one = endpoint.instance({ perDay: 3 });
    const start = endpoint.now;
    for (let n = 0; n < 3; n += 1) {
      await one.get();
      endpoint.now += 45 * MINUTE;
    }
    const failure = await endpoint.instance({ perDay: 3 }).get().catch(failureOf);
    const retryMs = DAY + 5 * MINUTE - 135 * MINUTE;
    expect(failure).toEqual({ kind: 'unavailable', cause: 'token-endpoint', detail: 'daily-limit', retryMs });
    endpoint.now = start + DAY + 5 * MINUTE - 1;
    await expect(one.get()).rejects.toThrow('daily-limit');
    endpoint.now += 1;
    expect(await one.get()).toBe('t-4');
    expect(endpoint.counted).toEqual([1, 2, 3, 3]);
  });

  it('beyond the limit are not made for a refused token either', async () => {
    const endpoint = new Limited();
    const one = endpoint.instance({ perDay: 1 });
    const token = await one.get();
    endpoint.now += HOUR / 2;
    await expect(one.replace(token)).rejects.toThrow('daily-limit');
    expect(await one.get()).toBe(token);
  });

  it('do not count where the credentials cannot be read or nobody is there, and are soon tried again', async () => {
    const endpoint = new Limited();
    const one = endpoint.instance({ perDay: 1 });
    for (const detail of ['SECRET_UNUSABLE', 'refused ECONNREFUSED', 'unreachable EHOSTUNREACH']) {
      const cause = detail === 'SECRET_UNUSABLE' ? ('secret' as const) : ('token-endpoint' as const);
      endpoint.failing = { kind: 'unavailable', cause, detail };
      await expect(one.get()).rejects.toThrow(detail);
      endpoint.now += MINUTE;
    }
    endpoint.failing = undefined;
    expect(await one.get()).toMatch(/^t-/);
  });
});

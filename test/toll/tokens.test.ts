import { describe, expect, it } from 'vitest';
import { type TollOptions, tollAuthority } from '../../functions/authorities/toll/index.ts';
import { explain } from '../../schemas/causes.ts';
import type { TollTrouble } from '../../schemas/toll/troubles.ts';
import { memoryTokens } from '../support/memory-tokens.ts';
import { lane, secret, Tolletaten } from './support/tolletaten.ts';

const GRANT = '/maskinporten/token';
const EXCHANGE = '/exchange';
const presentation = {
  message: 'container',
  path: '/api/movement/presentation/v1/container',
  body: '{"requestId":"7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11"}',
  asks: 0,
  mayHaveArrived: false,
};

/** Tolletaten with a clock, and a maker of instances that share their tokens. */
function house(more: Partial<TollOptions> = {}, value = secret()) {
  const clock = { now: Date.parse('2026-11-22T09:00:00Z') };
  const now = () => clock.now;
  const tolletaten = new Tolletaten(now);
  const sleep = async (ms: number) => {
    clock.now += ms;
  };
  const tokenStore = memoryTokens(now);
  const readSecret = async () => ({ value });
  const instance = () =>
    tollAuthority({
      ...{ lane: lane(), readSecret, tokenStore, fetch: tolletaten.fetch, now, sleep },
      ...more,
    });
  return { clock, tolletaten, instance };
}
const refusal = (code: string) => ({
  status: 400,
  body: { error: 'invalid_grant', error_description: `Refused (${code}) id=1` },
});

describe('a token', () => {
  it('is not kept where a response repeats it', async () => {
    const { tolletaten, instance } = house();
    const said = [1, 2, 3, 4].map((n) => `tolletaten-${n}`).join(', ');
    for (let n = 0; n < 2; n += 1)
      tolletaten.answers.push([presentation.path, { status: 403, body: { message: `none of ${said} may` } }]);
    const verdict = JSON.stringify(await instance().send(presentation));
    const used = tolletaten.to(presentation.path).at(-1)?.headers.get('Authorization')?.replace('Bearer ', '');
    expect(said).toContain(used);
    expect(verdict).toContain('none of');
    expect(verdict).not.toContain(used);
  });
});

describe('a grant', () => {
  it('[TO-1] has exactly the claims that are taken, in seconds, lives 120 s at most and has an id of its own', async () => {
    const { clock, tolletaten, instance } = house();
    await instance().warmUp?.();
    clock.now += 2_000_000;
    await instance().warmUp?.();
    const [first, second] = tolletaten.grants;
    expect(first?.header).toEqual({ alg: 'RS256', kid: 'key-1' });
    expect(Object.keys(first?.claims ?? {}).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'scope']);
    const iat = Date.parse('2026-11-22T09:00:00Z') / 1000;
    expect(first?.claims).toMatchObject({
      ...{ aud: 'http://127.0.0.1:9/', iss: 'client-1', scope: 'toll:movement/entry', iat, exp: iat + 120 },
    });
    expect(second?.claims['jti']).not.toBe(first?.claims['jti']);
    const [call] = tolletaten.to(GRANT);
    expect(call?.headers.get('Content-Type')).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: expect.any(String),
    });
  });

  it('[TO-1] is exchanged by the short words, and only then called with', async () => {
    const { tolletaten, instance } = house();
    await instance().send(presentation);
    expect(tolletaten.calls.map(({ path }) => path).slice(0, 3)).toEqual([GRANT, EXCHANGE, presentation.path]);
    expect(tolletaten.to(EXCHANGE)[0]?.body).toBe(
      'grant_type=token-exchange&subject_token_type=access_token&subject_token=maskinporten-1',
    );
    expect(tolletaten.to(presentation.path)[0]?.headers.get('Authorization')).toBe('Bearer tolletaten-2');
  });
});

describe('tokens', () => {
  it('[TO-1] are each kept for their life and shared by all instances', async () => {
    const { clock, tolletaten, instance } = house();
    tolletaten.grantSeconds = 599;
    tolletaten.exchangeSeconds = 120;
    const counts = () => [tolletaten.to(GRANT).length, tolletaten.to(EXCHANGE).length];
    const instances = [instance(), instance(), instance()];
    for (const one of instances) await one.warmUp?.();
    expect(counts()).toEqual([1, 1]);
    clock.now += 89_000;
    for (const one of instances) await one.warmUp?.();
    expect(counts()).toEqual([1, 1]);
    clock.now += 2_000;
    for (const one of instances) await one.warmUp?.();
    expect(counts()).toEqual([1, 2]);
    clock.now += 500_000;
    for (const one of instances) await one.warmUp?.();
    expect(counts()).toEqual([2, 3]);
  });

  it('[TO-1] are asked for no more often than they expire, over a day', async () => {
    const { clock, tolletaten, instance } = house();
    const instances = [instance(), instance()];
    const end = clock.now + 86_400_000;
    for (; clock.now < end; clock.now += 10_000) for (const one of instances) await one.warmUp?.();
    expect(tolletaten.to(EXCHANGE).length).toBeLessThanOrEqual(Math.ceil(86_400 / (970 - 30)));
    expect(tolletaten.to(GRANT).length).toBeLessThanOrEqual(Math.ceil(86_400 / (599 - 30)));
  });

  it('that Tolletaten refuses is replaced once, then told', async () => {
    const { tolletaten, instance } = house();
    const authority = instance();
    tolletaten.answers.push([presentation.path, { status: 401 }]);
    expect(await authority.send({ ...presentation, asks: 0 })).toMatchObject({ kind: 'pending' });
    expect(tolletaten.to(EXCHANGE)).toHaveLength(2);
    tolletaten.answers.push([presentation.path, { status: 401 }], [presentation.path, { status: 401 }]);
    expect(await authority.send(presentation)).toMatchObject({ kind: 'unauthorised', cause: 'http-401' });
  });

  it('of Maskinporten that the exchange refuses is replaced once', async () => {
    const { clock, tolletaten, instance } = house();
    tolletaten.exchangeSeconds = 100;
    const authority = instance();
    await authority.warmUp?.();
    clock.now += 80_000;
    tolletaten.answers.push([EXCHANGE, { status: 401, body: { error: 'invalid_token' } }]);
    expect(await authority.send(presentation)).toMatchObject({ kind: 'pending' });
    expect([tolletaten.to(GRANT).length, tolletaten.to(EXCHANGE).length]).toEqual([2, 3]);
  });
});

describe('a grant that is refused', () => {
  it.each(['MP-012', 'MP-130'])('[TO-1] by %s is tried again at once with a new one, and only once', async (code) => {
    const { tolletaten, instance } = house();
    tolletaten.answers.push([GRANT, refusal(code)]);
    expect(await instance().send(presentation)).toMatchObject({ kind: 'pending' });
    expect(tolletaten.to(GRANT)).toHaveLength(2);
    const again = house();
    again.tolletaten.answers.push([GRANT, refusal(code)], [GRANT, refusal(code)]);
    const verdict = await again.instance().send(presentation);
    expect(verdict).toMatchObject({
      kind: 'unavailable',
      cause: 'token-endpoint',
      detail: code,
      mayHaveArrived: false,
    });
    expect(again.tolletaten.to(GRANT)).toHaveLength(2);
  });

  it.each(
    'MP-011 MP-100 MP-110 MP-120 MP-121 MP-122 MP-123 MP-124 MP-200 MP-201 MP-250 MP-251 MP-301 MP-302 MP-303'.split(
      ' ',
    ),
  )('[TO-1] by %s is not tried again, and named with what to do', async (code) => {
    const { tolletaten, instance } = house();
    tolletaten.answers.push([GRANT, { ...refusal(code), status: code.startsWith('MP-25') ? 403 : 400 }]);
    const verdict = await instance().send(presentation);
    expect(verdict).toMatchObject({ kind: 'unauthorised', cause: 'credentials', detail: code });
    expect(tolletaten.to(GRANT)).toHaveLength(1);
    expect(tolletaten.to(presentation.path)).toEqual([]);
    const { means, remedy, heals } = explain({ cause: 'credentials', detail: code });
    expect(means).toContain(code);
    expect(remedy).not.toBe('');
    expect(heals).toBe(false);
  });

  it.each([
    ['a code that nobody knows', refusal('MP-999'), 'MP-999'],
    ['no code', { status: 400, body: { error: 'invalid_grant' } }, 'grant-refused'],
    ['a page', { status: 403, body: '<html>' }, 'http-403'],
  ])('with %s says so', async (_, answer, detail) => {
    const { tolletaten, instance } = house();
    tolletaten.answers.push([GRANT, answer]);
    expect(await instance().send(presentation)).toMatchObject({ kind: 'unauthorised', detail });
  });

  it.each([11, -130])('[TO-1] because the clock is %i s off says that in one sentence', async (seconds) => {
    const { tolletaten, instance } = house();
    tolletaten.aheadMs = -seconds * 1000;
    const verdict = await instance().send(presentation);
    expect(verdict).toMatchObject({ kind: 'unauthorised', detail: 'clock' });
    expect(explain({ cause: 'credentials', detail: 'clock' }).means).toContain('10 s apart');
  });

  it('passes where Maskinporten is down', async () => {
    const { clock, tolletaten, instance } = house();
    const authority = instance();
    tolletaten.answers.push([GRANT, { status: 503, headers: { 'Retry-After': '7' } }]);
    expect(await authority.send(presentation)).toMatchObject({
      kind: 'unavailable',
      detail: 'http-503',
      retryMs: 7000,
    });
    tolletaten.answers.push([GRANT, new TypeError('fetch failed')]);
    clock.now += 11_000;
    expect(await authority.send(presentation)).toMatchObject({ kind: 'unavailable', cause: 'token-endpoint' });
    clock.now += 11_000;
    expect(await authority.send(presentation)).toMatchObject({ kind: 'pending' });
  });
});

describe('an exchange', () => {
  it.each<[string, object, TollTrouble, string]>([
    [
      'a scope that was not granted',
      { error_description: 'Not authorized to request scope toll:movement/entry' },
      'scope-not-granted',
      'unauthorised',
    ],
    ['a token that it does not take', { error: 'invalid_token' }, 'exchange-refused', 'unauthorised'],
  ])('that refuses %s says so', async (_, body, detail, kind) => {
    const { tolletaten, instance } = house();
    for (let n = 0; n < 2; n += 1) tolletaten.answers.push([EXCHANGE, { status: 400, body }]);
    expect(await instance().send(presentation)).toMatchObject({ kind, detail });
    expect(explain({ cause: 'credentials', detail }).heals).toBe(false);
  });

  it('at another URL is a fault of the configuration', async () => {
    const { tolletaten, instance } = house();
    tolletaten.answers.push([EXCHANGE, { status: 404 }]);
    expect(await instance().send(presentation)).toMatchObject({ kind: 'misdirected', detail: 'exchange-unknown' });
  });
});

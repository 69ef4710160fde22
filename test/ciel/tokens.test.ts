import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CielOptions, cielAuthority } from '../../functions/authorities/ciel/index.ts';
import { explain } from '../../schemas/causes.ts';
import { memoryTokens } from '../support/memory-tokens.ts';
import { publicKey, type ScriptedAnswer, ScriptedCiel, secret } from './support/scripted-ciel.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];
const START = Date.parse('2026-11-05T09:00:00.123Z');
const message = { message: 'DRM', path: '', body: '<message-interprofession/>', asks: 0, mayHaveArrived: false };
const ciel = new ScriptedCiel();
beforeAll(() => ciel.start());
beforeEach(() => ciel.clear());
afterAll(() => ciel.stop());

/** A clock, and a maker of instances that share their token. */
function house(more: Partial<CielOptions> = {}) {
  const clock = { now: START };
  const asked: number[] = [];
  const counted: (number | undefined)[] = [];
  const tokenStore = memoryTokens(() => clock.now);
  const instance = () =>
    cielAuthority({
      lane: ciel.lane(),
      readSecret: async () => ({ value: secret() }),
      tokenStore,
      onTokenRequested(_, ofDay) {
        asked.push(clock.now);
        counted.push(ofDay);
      },
      now: () => clock.now,
      sleep: async (ms) => {
        clock.now += ms;
      },
      ...more,
    });
  return { clock, asked, counted, instance };
}
const grants = () => ciel.to('/token');
const refuse = (answer: ScriptedAnswer) => ciel.answers.push(['/token', answer]);
const json = (body: object, status = 400): ScriptedAnswer => ({
  ...{ status, type: 'application/json', body: JSON.stringify(body) },
});
const page = (text: string, status = 403): ScriptedAnswer => ({ status, type: 'text/html', body: `<p>${text}</p>` });

describe('a grant', () => {
  it('[CI-1] has exactly one header and four claims, the time in milliseconds, and comes as a form', async () => {
    await house().instance().send(message);
    const [call] = grants();
    expect(call).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    const form = new URLSearchParams(call?.body);
    expect([...form.keys()]).toEqual(['grant_type', 'assertion']);
    expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const assertion = form.get('assertion') ?? '';
    expect(decodeProtectedHeader(assertion)).toEqual({ alg: 'RS256' });
    expect(decodeJwt(assertion)).toEqual({
      iss: JSON.parse(secret()).issuer,
      scope: 'https://douane.finances.gouv.fr/ciel/interprofession/v1',
      aud: 'https://douane.finances.gouv.fr/oauth2/v1/auth',
      iat: START,
    });
    expect(assertion).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    await expect(jwtVerify(assertion, publicKey, { currentDate: new Date(START * 1000) })).resolves.toBeDefined();
  });

  it.each<[string, string, string]>([
    ['no PEM', 'key', 'key-not-pem'],
    ['encrypted', '-----BEGIN ENCRYPTED PRIVATE KEY-----', 'key-encrypted'],
    ['a certificate', '-----BEGIN CERTIFICATE-----', 'key-form'],
  ])('is not made with a key that is %s, and no request is counted', async (_, privateKey, detail) => {
    const { instance, counted } = house({ readSecret: async () => ({ value: secret({ privateKey }) }) });
    expect(await instance().send(message)).toMatchObject({ kind: 'unauthorised', cause: 'secret', detail });
    expect(explain({ cause: 'secret', detail }).heals).toBe(false);
    expect(grants()).toEqual([]);
    expect(counted).toEqual([0]);
  });

  it.each<[string, ScriptedAnswer, object]>([
    [
      'a word of its own',
      json({ error: 'KO', message: 'Issuer unknown' }),
      { kind: 'unauthorised', detail: 'grant-not-taken' },
    ],
    [
      'one with a good status',
      json({ error: 'KO', message: 'no' }, 200),
      { kind: 'unauthorised', detail: 'grant-not-taken' },
    ],
    ['the certificate', json({ error: 'KO', message: 'invalid certificate' }), { detail: 'certificate-not-taken' }],
    ['a page about the certificate', page('invalid certificate', 400), { detail: 'certificate-not-taken' }],
    [
      'a page of the server in front',
      page("You don't have permission to access /authtoken/oauth2/v1/token on this server."),
      { kind: 'unavailable', cause: 'token-endpoint', detail: 'access-cut' },
    ],
    ['another grant', json({ error: 'invalid_grant' }), { kind: 'unauthorised', detail: 'grant-not-taken' }],
    ['another issuer', json({ error: 'invalid_client' }), { kind: 'unauthorised', detail: 'grant-not-taken' }],
    ['a fault of the request', json({ error: 'invalid_scope' }), { kind: 'misdirected', detail: 'invalid_scope' }],
    ['nothing known', { status: 403, body: '' }, { kind: 'unauthorised', detail: 'http-403' }],
    ['another place', { status: 404, body: '' }, { kind: 'misdirected', detail: 'http-404' }],
    ['a failure', json({ error: 'KO', message: 'certificate' }, 500), { kind: 'unavailable', detail: 'http-500' }],
    ['no token', json({ token_type: 'Bearer' }, 200), { kind: 'unavailable', detail: 'no-token' }],
    ['a page in place of one', page('Service indisponible', 200), { kind: 'unavailable', detail: 'no-token' }],
    ['silence', { isSilent: true }, { kind: 'unavailable', detail: 'timeout' }],
  ])('[CI-1] that is answered with %s is judged by that, and nothing was sent', async (_, answer, verdict) => {
    refuse(answer);
    expect(await house().instance().send(message)).toMatchObject({ httpStatus: null, ...verdict });
    expect(ciel.to('/declarations')).toEqual([]);
  });
});

describe('a token', () => {
  it.each<[unknown, number]>([
    [3_600_000, 45],
    ['3600000', 45],
    [1_200_000, 19.5],
    // Only seconds can be meant.
    [3600, 45],
    [600, 9.5],
    [undefined, 45],
    [null, 45],
    ['soon', 45],
    [-1, 45],
    [0, 45],
    // An instant, or seconds that were made milliseconds.
    [1_762_336_800_000, 45],
    [3_600_000_000, 45],
  ])('[CI-1] whose life is said to be %j is used for %d minutes', async (expiresIn, minutes) => {
    ciel.expiresIn = expiresIn;
    const { clock, instance } = house();
    const one = instance();
    await one.send(message);
    clock.now = START + minutes * MINUTE - 1000;
    await one.send(message);
    expect(ciel.tokens).toBe(1);
    clock.now += 2000;
    await instance().send(message);
    expect(ciel.tokens).toBe(2);
  });

  it('[CI-1] is asked for 32 times a day, however many send', async () => {
    const { asked, clock, counted, instance } = house();
    const instances = [instance(), instance(), instance()];
    for (; clock.now < START + 2 * DAY; clock.now += 5 * MINUTE)
      await instances[((clock.now / MINUTE) % 3) | 0]?.warmUp?.();
    expect(mostOf(asked)).toBe(32);
    expect(ciel.tokens).toBe(64);
    expect(Math.max(...counted.map(Number))).toBeLessThan(36);
  });

  it('[CI-1] that is refused is replaced at once, and within 40 requests in any 24 hours where all are', async () => {
    const { asked, clock, instance } = house();
    const instances = [instance(), instance()];
    for (let n = 0; clock.now < START + 2 * DAY; clock.now += 15 * MINUTE, n += 1) {
      for (let one = 0; one < 2; one += 1) ciel.answers.push(['/declarations', { status: 401 }]);
      const verdict = await instances[n % 2]?.send(message);
      ciel.answers.length = 0;
      if (n === 0) expect(asked).toEqual([START, START]);
      expect(['unauthorised', 'unavailable']).toContain(verdict?.kind);
    }
    expect(mostOf(asked)).toBeLessThanOrEqual(40);
    expect(grants()).toHaveLength(asked.length);
  });

  it('[CI-1] is asked for within 40 requests in any 24 hours where none is given, instances die, and storms repeat', async () => {
    const { asked, clock, instance } = house();
    let one = instance();
    for (let n = 0; clock.now < START + 3 * DAY; clock.now += 21 * MINUTE, n += 1) {
      if (n % 4 === 0) one = instance();
      if (Math.floor(n / 20) % 2 === 0) refuse({ status: 503 });
      else ciel.answers.push(['/declarations', { status: 401 }]);
      await one.send(message);
      ciel.answers.length = 0;
    }
    expect(mostOf(asked)).toBeLessThanOrEqual(40);
  });

  it('[CI-1] beyond the limit of a day lets the lane wait for as long as it takes', async () => {
    const { clock, instance, asked } = house();
    for (let n = 0; n < 60; n += 1) {
      ciel.expiresIn = 11_000;
      await instance().warmUp?.();
      clock.now += MINUTE;
    }
    expect(asked).toHaveLength(40);
    const verdict = await instance().send(message);
    expect(verdict).toMatchObject({ kind: 'unavailable', cause: 'token-endpoint', detail: 'daily-limit' });
    expect(verdict).toMatchObject({ mayHaveArrived: false, retryMs: DAY + 5 * MINUTE - HOUR });
    clock.now += DAY + 5 * MINUTE - HOUR;
    expect(await instance().send(message)).toMatchObject({ kind: 'accepted' });
  });
});

/** The most in any 24 hours. */
const mostOf = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + DAY).length));

import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AssertionChanges } from '../support/assertion-changes.ts';
import { type Client, startClient } from './client.ts';
import { drm } from './drms.ts';

const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const HOUR = 60 * 60_000;

describe('the token endpoint', () => {
  let client: Client;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  const granted = async (changes: AssertionChanges = {}) => client.grant(await client.assertion(changes));

  it('gives a token whose life is told in milliseconds', async () => {
    const { status, body, type } = await granted();
    expect([status, type]).toEqual([200, 'application/json;charset=UTF-8']);
    expect(JSON.parse(body)).toEqual({
      ...{ access_token: expect.stringMatching(/^\S{20,}$/), token_type: 'Bearer', expires_in: 3_600_000 },
    });
    expect(client.simulator.tokens).toBe(1);
  });

  it.each<[string, AssertionChanges, string, RegExp]>([
    ['another algorithm', { header: { alg: 'RS512' } }, 'invalid_grant', /header is not exactly/],
    ['a secret', { header: { alg: 'HS256' }, key: Buffer.alloc(64) }, 'invalid_grant', /header is not exactly/],
    ['a type in its header', { header: { typ: 'JWT' } }, 'invalid_grant', /header is not exactly/],
    ['a key id in its header', { header: { kid: '1' } }, 'invalid_grant', /header is not exactly/],
    ['an end', { claims: { exp: 1 } }, 'invalid_grant', /claims are not exactly/],
    ['an id', { claims: { jti: '1' } }, 'invalid_grant', /claims are not exactly/],
    ['no scope', { without: ['scope'] }, 'invalid_grant', /claims are not exactly/],
    ['another scope', { claims: { scope: 'all' } }, 'invalid_scope', /scope is not/],
    ['another audience', { claims: { aud: 'https://douane.finances.gouv.fr/' } }, 'invalid_grant', /audience is not/],
    ['another issuer', { claims: { iss: 'nobody' } }, 'invalid_client', /issuer is unknown/],
    ['seconds', { claims: { iat: Date.parse('2026-11-30T09:00:00Z') / 1000 } }, 'invalid_grant', /iat .* milliseconds/],
    ['a time long ago', { claims: { iat: Date.parse('2026-11-30T08:54:00Z') } }, 'invalid_grant', /iat is not/],
    ['another key', { key: other.privateKey }, 'invalid_grant', /invalid certificate/],
  ])('refuses an assertion with %s', async (_, changes, error, message) => {
    const { status, body } = await granted(changes);
    expect([status, JSON.parse(body)]).toEqual([400, { error, message: expect.stringMatching(message) }]);
    expect(client.simulator.tokens).toBe(0);
  });

  it('takes nothing but the form of a JWT grant', async () => {
    const assertion = await client.assertion();
    const fault = (answer: { body: string }) => JSON.parse(answer.body).error;
    expect(fault(await client.grant({ grant_type: 'client_credentials', assertion }))).toBe('unsupported_grant_type');
    expect(fault(await client.grant('a.b.c'))).toBe('invalid_grant');
    expect(fault(await client.grant(`${assertion}=`))).toBe('invalid_grant');
    const asJson = await fetch(client.simulator.tokenUrl, { method: 'POST', body: JSON.stringify({ assertion }) });
    expect(await asJson.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('gives tokens that live an hour', async () => {
    const headers = { authorization: `Bearer ${await client.token()}` };
    client.clock.now += HOUR - 1;
    expect((await client.declare(drm(), headers)).status).toBe(200);
    client.clock.now += 1;
    const { status, headers: answered } = await client.declare(drm(), headers);
    expect([status, answered.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect((await client.declare(drm(), { authorization: 'Bearer any' })).status).toBe(401);
  });

  it('cuts the access for hours after fifty requests in a day, whatever they were answered', async () => {
    for (let n = 0; n < 25; n += 1) expect((await client.grant('a.b.c')).status).toBe(400);
    client.clock.now += 23 * HOUR;
    for (let n = 0; n < 25; n += 1) expect((await granted()).status).toBe(200);
    const cut = await granted();
    expect([cut.status, cut.type]).toEqual([403, 'text/html; charset=UTF-8']);
    expect(cut.body).toContain('permission to access /authtoken/oauth2');
    client.clock.now += 4 * HOUR - 1;
    expect((await granted()).status).toBe(403);
    client.clock.now += 1;
    expect((await granted()).status).toBe(200);
  });

  it('answers a ping with the time of Paris', async () => {
    const { status, body } = await client.get('/authtoken/oauth2/v1/ping');
    expect([status, body]).toEqual([200, '2026-11-30T10:00:00.000+01:00 Europe.Paris\n']);
  });
});

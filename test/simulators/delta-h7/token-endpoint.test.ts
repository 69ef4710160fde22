import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Operator } from './operator.ts';
import { account, creation, requestToken, startOperator } from './operator.ts';

describe('the token endpoint', () => {
  let now = new Date('2026-11-22T09:00:00Z');
  let operator: Operator;
  beforeEach(async () => {
    now = new Date('2026-11-22T09:00:00Z');
    operator = await startOperator({ now: () => now, tokenLifeSeconds: 60 });
  });
  afterEach(() => operator.close());

  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  });
  const encoded = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);
  const lodge = (token: string) => operator.lodge(creation(), { headers: { authorization: `Bearer ${token}` } });

  it('gives a token to the credentials in the body', async () => {
    const { status, body, headers } = await requestToken(operator.simulator);
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.stringMatching(/^\S{20,}$/), token_type: 'Bearer', expires_in: 60 });
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await lodge(body.access_token)).status).toBe(200);
    expect(operator.simulator.received[0]?.clientId).toBe(account.clientId);
  });

  it('gives a token to the client in HTTP Basic, form-encoded as RFC 6749 has it', async () => {
    const headers = basic(encoded(account.clientId), encoded(account.clientSecret));
    const { status } = await requestToken(operator.simulator, { client_id: '', client_secret: '' }, headers);
    expect(status).toBe(200);
  });

  it.each([
    ['grant_type missing', { grant_type: '' }, 400, 'invalid_request'],
    ['another grant', { grant_type: 'client_credentials' }, 400, 'unsupported_grant_type'],
    ['another client', { client_id: 'other' }, 401, 'invalid_client'],
    ['no client', { client_id: '', client_secret: '' }, 401, 'invalid_client'],
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
    ['no username', { username: '' }, 400, 'invalid_request'],
    ['no password', { password: '' }, 400, 'invalid_request'],
    ['another user', { username: 'other' }, 400, 'invalid_grant'],
    ['a wrong password', { password: 'wrong' }, 400, 'invalid_grant'],
  ])('refuses %s', async (_, fields, status, error) => {
    const answer = await requestToken(operator.simulator, fields);
    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
    expect(answer.headers.has('www-authenticate')).toBe(status === 401);
  });

  it('refuses a wrong secret and a malformed one in HTTP Basic', async () => {
    for (const headers of [
      basic(account.clientId, 'wrong'),
      basic(account.clientId, '%zz'),
      { authorization: 'Basic' },
    ]) {
      const answer = await requestToken(operator.simulator, { client_id: '', client_secret: '' }, headers);
      expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    }
  });

  it('refuses a client in two ways, a repeated parameter, and a body that is no form', async () => {
    const twice = await requestToken(operator.simulator, {}, basic(account.clientId, encoded(account.clientSecret)));
    expect(twice).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    const form = new URLSearchParams({ grant_type: 'password' });
    form.append('grant_type', 'password');
    const repeated = await fetch(operator.simulator.tokenUrl, { method: 'POST', body: form });
    expect(repeated.status).toBe(400);
    expect(await repeated.json()).toMatchObject({ error_description: 'A parameter is repeated' });
    const json = await requestToken(operator.simulator, {}, { 'content-type': 'application/json' });
    expect(json).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });

  it('is POST only', async () => {
    expect((await fetch(operator.simulator.tokenUrl)).status).toBe(404);
    expect(operator.simulator.tokenRequests).toBe(0);
  });

  it('counts its calls, and gives another token each time while the old one lives', async () => {
    const first = (await requestToken(operator.simulator)).body.access_token;
    const second = (await requestToken(operator.simulator)).body.access_token;
    await requestToken(operator.simulator, { password: 'wrong' });
    expect(operator.simulator.tokenRequests).toBe(3);
    expect(second).not.toBe(first);
    expect([(await lodge(first)).status, (await lodge(second)).status]).toEqual([200, 200]);
  });

  it('lets a token expire', async () => {
    const token = (await requestToken(operator.simulator)).body.access_token;
    now = new Date('2026-11-22T09:00:59.999Z');
    expect((await lodge(token)).status).toBe(200);
    now = new Date('2026-11-22T09:01:00Z');
    expect((await lodge(token)).status).toBe(401);
    const fresh = (await requestToken(operator.simulator)).body.access_token;
    expect([(await lodge(fresh)).status, (await lodge(token)).status]).toEqual([200, 401]);
  });
});

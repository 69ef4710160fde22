import { describe, expect, it } from 'vitest';
import { callbackChecks } from '../../desk/doctor/callbacks.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

describe('the callback URL', () => {
  const contract = { errorCode: 'X', errorDescription: 'x' };
  const answering =
    (status: number, body: unknown): typeof fetch =>
    async () =>
      Response.json(body, { status });
  it.each([
    ['API Gateway itself', 401, { message: 'Unauthorized' }, /answers 401, and not in the contract's form/],
    ['somebody who takes calls without a token', 200, {}, /answers 200 without a token: it is not the gateway/],
    ['a receiver that fails', 500, contract, /answers 500$/],
    ['a proxy', 502, 'bad gateway', /answers 502, where 401 was to be expected/],
    ['a redirection', 301, {}, /answers 301, where 401 was to be expected/],
  ])('is a fault if it is answered by %s', async (_, status, body, says) => {
    const { installation, authorities } = connectionOf(TOY);
    const found = await callbackChecks('https://x.example/', authorities, installation, answering(status, body));
    expect(found[0]).toMatchObject({ part: 'callbacks', verdict: 'fault', says: expect.stringMatching(says) });
  });

  it('is called under every prefix and on an unknown path, without a token', async () => {
    const calls: [string, RequestInit | undefined][] = [];
    const asked: typeof fetch = async (url, options) => {
      calls.push([String(url), options]);
      return Response.json(contract, { status: String(url).endsWith('/declarant-doctor') ? 404 : 401 });
    };
    const { installation, authorities } = connectionOf(TOY);
    const found = await callbackChecks('https://x.example', authorities, installation, asked);
    expect(found.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok']);
    expect(calls.map(([url]) => url)).toEqual([
      'https://x.example/receipts',
      'https://x.example/toymaker/receipts',
      'https://x.example/declarant-doctor',
    ]);
    for (const [, options] of calls) {
      expect(options).toMatchObject({ method: 'POST', redirect: 'manual' });
      expect(new Headers(options?.headers).has('Authorization')).toBe(false);
    }
  });
});

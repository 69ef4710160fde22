import { afterEach, describe, expect, it } from 'vitest';
import type { RunningSimulator } from '../../../local/simulators/simulator-entry.ts';
import { tollSimulator } from '../../../local/simulators/toll/entry.ts';
import { WrongAddress } from '../../../local/simulators/wrong-address.ts';
import { account } from './client.ts';

const ORIGIN = 'http://127.0.0.1:9137';
const lane = {
  baseUrl: ORIGIN,
  tokenUrl: `${ORIGIN}/token`,
  audience: `${ORIGIN}/`,
  exchangeUrl: `${ORIGIN}/api/access/external/oauth/token`,
};
const settings = { credentials: account, callbackUrl: () => '', callbackToken: '', log: () => undefined };

describe('the simulated Tolletaten of a start', () => {
  let running: RunningSimulator | undefined;
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it.each([ORIGIN, `${ORIGIN}/`])('runs where its lane leads: %s', async (baseUrl) => {
    running = await tollSimulator.start({ ...settings, lane: { ...lane, baseUrl } });
    expect(running.url).toBe(ORIGIN);
    expect((await fetch(`${ORIGIN}/token`, { method: 'POST' })).status).toBe(400);
  });

  it('has a key of its own at each start, where its secret has none', () => {
    const complete = (kept: object) => tollSimulator.credentials?.(kept, {}) as typeof account;
    const kept = { clientId: 'client', keyId: 'key', privateKey: 'none' };
    const [one, other] = [complete(kept), complete(kept)];
    expect(one).toEqual({ ...kept, privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----/) });
    expect(other.privateKey).not.toBe(one.privateKey);
    expect(complete(account)).toEqual(account);
  });

  it.each([
    ['baseUrl', 'https://api.toll.no', 'http://127.0.0.1:PORT'],
    ['baseUrl', 'http://127.0.0.1', 'http://127.0.0.1:PORT'],
    ['baseUrl', `${ORIGIN}/toll`, 'http://127.0.0.1:PORT'],
    ['tokenUrl', 'https://maskinporten.no/token', lane.tokenUrl],
    ['exchangeUrl', `${ORIGIN}/exchange`, lane.exchangeUrl],
    ['audience', ORIGIN, lane.audience],
  ])('does not run where %s is %s', async (key, url, wanted) => {
    const start = tollSimulator.start({ ...settings, lane: { ...lane, [key]: url } });
    await expect(start).rejects.toThrow(new WrongAddress(key, wanted));
  });
});

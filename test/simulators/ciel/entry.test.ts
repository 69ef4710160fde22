import { afterEach, describe, expect, it } from 'vitest';
import { cielSimulator } from '../../../local/simulators/ciel/entry.ts';
import type { RunningSimulator } from '../../../local/simulators/simulator-entry.ts';
import { WrongAddress } from '../../../local/simulators/wrong-address.ts';
import { account } from './client.ts';

const ORIGIN = 'http://127.0.0.1:9237';
const lane = {
  declarationsUrl: `${ORIGIN}/cielinterpro/ws/1.0/declarations`,
  tokenUrl: `${ORIGIN}/authtoken/oauth2/v1/token`,
  returns: { listingUrl: `${ORIGIN}/reception_douanes` },
};
const settings = { credentials: account, callbackUrl: () => '', callbackToken: '', log: () => undefined };

describe('the simulated CIEL of a start', () => {
  let running: RunningSimulator | undefined;
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it.each([lane.returns, undefined])('runs where its lane leads, with returns as %j', async (returns) => {
    running = await cielSimulator.start({ ...settings, lane: { ...lane, returns } });
    expect(running.url).toBe(ORIGIN);
    expect((await fetch(lane.tokenUrl, { method: 'POST' })).status).toBe(400);
  });

  it('has a key of its own at each start, where its secret has none', () => {
    const complete = (kept: object) => cielSimulator.credentials?.(kept, {}) as typeof account;
    const kept = { issuer: 'issuer', privateKey: 'none' };
    const [one, other] = [complete(kept), complete(kept)];
    expect(one).toEqual({ ...kept, privateKey: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----/) });
    expect(other.privateKey).not.toBe(one.privateKey);
    expect(complete(account)).toEqual(account);
  });

  it.each([
    [
      'declarationsUrl',
      'http://10.0.0.1/cielinterpro/ws/1.0/declarations',
      `http://127.0.0.1:PORT/cielinterpro/ws/1.0/declarations`,
    ],
    ['declarationsUrl', `${ORIGIN}/declarations`, `http://127.0.0.1:PORT/cielinterpro/ws/1.0/declarations`],
    ['tokenUrl', `${ORIGIN}/token`, lane.tokenUrl],
  ])('does not run where %s is %s', async (key, url, wanted) => {
    const start = cielSimulator.start({ ...settings, lane: { ...lane, [key]: url } });
    await expect(start).rejects.toThrow(new WrongAddress(key, wanted));
  });

  it('does not run where the files of its lane lie elsewhere', async () => {
    const start = cielSimulator.start({ ...settings, lane: { ...lane, returns: { listingUrl: `${ORIGIN}/files` } } });
    await expect(start).rejects.toThrow(new WrongAddress('returns.listingUrl', lane.returns.listingUrl));
  });
});

import '../support/toy/register.ts';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { addressChecks } from '../../desk/doctor/addresses.ts';
import { expiryChecks } from '../../desk/doctor/expiry.ts';
import { authorities } from '../../functions/authorities/registry.ts';
import { TokenFailure } from '../../functions/tokens/token-failure.ts';
import { explain } from '../../schemas/causes.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { ShownCertificate } from '../../schemas/shown-certificate.ts';
import type { Trouble } from '../../schemas/trouble.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { TOY } from '../support/toy/register.ts';

const now = new Date('2026-11-22T09:00:00Z');
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const good: ShownCertificate = {
  ...{ subject: 'CN=Workshop', issuer: 'CN=Guild' },
  ...{ from: day('2026-01-01'), until: day('2028-01-01') },
};
let shown: () => ShownCertificate;
let met: (url: URL) => Trouble | undefined;
let tried: string[];

beforeEach(() => {
  shown = () => good;
  met = () => undefined;
  tried = [];
  Object.assign(authorities, {
    [TOY]: () => ({
      certificate: async () => shown(),
      async handshake(url: URL) {
        tried.push(url.href);
        return met(url);
      },
    }),
  });
});
afterAll(() => void Reflect.deleteProperty(authorities, TOY));

const secrets = async () => ({}) as never;
const dynamodb = async () => new DynamoDBClient({ region: 'eu-west-3' });
const lane = { baseUrl: 'https://toys.example/a', letterUrl: 'https://toys.example/b', plainUrl: 'http://127.0.0.1:9' };
const configuration = { lanes: { [TOY]: lane } } as unknown as Configuration;
const gateway = () => {
  const { installation, ...others } = connectionOf(TOY);
  return { ...others, installation: { ...installation, dynamodb, secrets } };
};

describe('the doctor, of the certificate that a lane shows', () => {
  const look = async () => (await Promise.all(expiryChecks(gateway(), configuration, now)))[0];
  const whose = 'the certificate is for CN=Workshop, signed by CN=Guild';

  it.each([
    ['is in order', {}, 'ok', `${whose}; they are good until 2028-01-01`],
    [
      'ends soon',
      { until: day('2026-12-10') },
      'warning',
      `${whose}; they are good for 17 days more, until 2026-12-10`,
    ],
    ['has expired', { until: day('2026-11-21') }, 'fault', `${whose}: it expired on 2026-11-21`],
    ['is not valid yet', { from: day('2026-11-23') }, 'fault', `${whose}: it is not valid before 2026-11-23`],
  ])('that %s', async (_, part, verdict, says) => {
    shown = () => ({ ...good, ...part });
    expect(await look()).toMatchObject({ part: 'age of the credentials of toy', verdict, says });
  });

  it('about which there is a doubt, says it beside the rest', async () => {
    shown = () => ({ ...good, doubt: { says: 'it names no guild', remedy: 'ask the guild' } });
    expect(await look()).toMatchObject({
      verdict: 'warning',
      says: `${whose}; they are good until 2028-01-01; it names no guild`,
      remedy: 'ask the guild',
    });
  });

  it('that cannot be read, says why', async () => {
    shown = () => {
      throw new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail: 'certificate-wrong-key' });
    };
    expect(await look()).toMatchObject({
      verdict: 'fault',
      says: expect.stringMatching(/^secret \(certificate-wrong-key\): /),
    });
  });
});

describe('the doctor, of the servers of a lane that shows a certificate', () => {
  const look = () => Promise.all(addressChecks(gateway(), configuration, fetch));

  it('connects to each with it, and makes no request', async () => {
    const found = await look();
    expect(tried).toEqual([lane.baseUrl, lane.letterUrl]);
    const [one, other, plain] = found;
    for (const finding of [one, other])
      expect(finding).toMatchObject({ verdict: 'ok', says: expect.stringMatching(/ with our certificate/) });
    // Without TLS no certificate is shown.
    expect(plain).toMatchObject({ part: 'plainUrl of toy', verdict: 'fault' });
  });

  it('says which of them does not take it', async () => {
    met = ({ pathname }) => (pathname === '/b' ? { cause: 'tls', detail: 'certificate-foreign' } : undefined);
    const [one, other] = await look();
    expect(one?.verdict).toBe('ok');
    expect(other).toMatchObject({
      part: 'letterUrl of toy',
      verdict: 'fault',
      says: expect.stringMatching(/^toys\.example does not take our certificate: tls \(certificate-foreign\)/),
    });
  });

  it('tells a server that is not reached from a certificate that cannot be read', async () => {
    met = () => ({ cause: 'refused', detail: 'ECONNREFUSED' });
    expect((await look())[0]?.says).toMatch(/^toys\.example cannot be reached from here: refused/);
    met = () => ({ cause: 'secret', detail: 'certificate-wrong' });
    expect((await look())[0]?.says).toMatch(/^toys\.example was not tried: secret/);
  });
});

describe('an authority that takes no token', () => {
  it('is not said to refuse one', () => {
    for (const cause of ['http-401', 'http-403'] as const) {
      expect(explain({ cause }, { service: 'baseUrl' }).remedy).not.toContain('token');
      expect(explain({ cause }, { service: 'baseUrl', tokens: 'sealUrl' }).remedy).toContain('--new-token');
    }
  });
});

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { expiryChecks } from '../../desk/doctor/expiry.ts';
import { tollAuthority } from '../../functions/authorities/toll/index.ts';
import { alarmsOf } from '../../infra/alarms/catalogue.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { expiringDays } from '../../schemas/expiring-days.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { memoryTokens } from '../support/memory-tokens.ts';
import { lane, secret, Tolletaten } from './support/tolletaten.ts';

const now = new Date('2026-11-22T09:00:00Z');
const day = (text: string) => new Date(`${text}T09:00:00Z`);
const configured = parseConfiguration(
  JSON.stringify({ stage: 'test', lanes: { toll: lane() }, platforms: [] }),
  'c.json',
);

/** The doctor's finding on a secret that was put there at a time. */
async function look(put: Date | undefined, value = secret()) {
  const secrets = { send: async () => ({ SecretString: value, CreatedDate: put }) } as unknown as SecretsManagerClient;
  const dynamodb = new DynamoDBClient({ region: 'eu-west-3' });
  const { installation } = connectionOf('toll');
  const reached = { ...installation, secrets: async () => secrets, dynamodb: async () => dynamodb };
  const gateway = { ...connectionOf('toll'), authorities: ['toll' as const], installation: reached };
  const [finding] = await Promise.all(expiryChecks(gateway, configured, now));
  return finding;
}

describe('the age of the key', () => {
  it.each([
    ['2026-11-01', 'ok', 'they are good until 2027-11-01'],
    ['2025-12-22', 'ok', 'they are good until 2026-12-22'],
    ['2025-12-21', 'warning', 'they are good for 29 days more, until 2026-12-21'],
    ['2025-11-23', 'warning', 'they are good for 1 day more, until 2026-11-23'],
    ['2025-01-01', 'warning', 'they end today, or ended on 2026-01-01'],
  ])('[TO-1] put into the secret on %s: the doctor says %s', async (put, verdict, says) => {
    expect(await look(day(put))).toMatchObject({ part: 'age of the credentials of toll', verdict, says });
  });

  it('is not known where nobody tells when it was put there, and no certificate ends', async () => {
    expect(await look(undefined)).toMatchObject({ verdict: 'ok' });
  });

  it('that cannot be used is a fault, in one sentence', async () => {
    expect(await look(now, secret({ privateKey: '-----BEGIN EC PRIVATE KEY-----' }))).toMatchObject({
      verdict: 'fault',
      says: expect.stringMatching(/^secret \(key-form\): privateKey is PEM, and no private RSA key/),
      remedy: expect.stringContaining('openssl pkcs8'),
    });
    expect(await look(now, 'none')).toMatchObject({ verdict: 'fault' });
  });

  it('[TO-1] is told of with each grant, and raises an alarm 30 days before its end', async () => {
    const tolletaten = new Tolletaten(() => now.getTime());
    const told: (number | undefined)[] = [];
    const authority = tollAuthority({
      lane: lane(),
      readSecret: async () => ({ value: secret(), createdAt: day('2025-11-27') }),
      tokenStore: memoryTokens(() => now.getTime()),
      onCredentialsRead: (until) => told.push(expiringDays(until, now)),
      fetch: tolletaten.fetch,
      now: () => now.getTime(),
    });
    await authority.warmUp?.();
    await authority.warmUp?.();
    expect(told).toEqual([5]);
    const kinds = alarmsOf(configured).map(({ title }) => title);
    expect(kinds).toContain('credentials-expiring toll');
    expect(kinds).toContain('feeds-unread toll');
  });
});

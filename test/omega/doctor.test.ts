import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressChecks } from '../../desk/doctor/addresses.ts';
import { expiryChecks } from '../../desk/doctor/expiry.ts';
import { secretChecks } from '../../desk/doctor/secrets.ts';
import { type Simulator, startOmega } from '../../local/simulators/omega/index.ts';
import { certificateAuthority } from '../../local/simulators/support/certificates.ts';
import { type Configuration, parseConfiguration } from '../../schemas/configuration.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { builtInDescriptor } from '../../schemas/omega/descriptor/built-in.ts';
import { connectionOf } from '../desk/support/connection.ts';

const COMPANY = 'CN=Fournisseur,O=Energie,C=FR';
const DAY_MS = 86_400_000;
/** The key takes a while to make, and is the same for all. */
let privateKey: string;
let omega: Simulator;
beforeAll(async () => {
  omega = await startOmega({ port: 0, accounts: [] });
  privateKey = omega.certificates.server.privateKey;
});
afterAll(() => omega.close());

let secret: object;
const now = new Date();
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
const issued = (
  more: { subject?: string; from?: Date; until?: Date } = {},
  authority = omega.certificates.authority,
) => ({
  ...authority.issue({ subject: COMPANY, use: 'client', privateKey, ...more }),
  authorities: omega.certificates.authority.certificate,
});
let good: ReturnType<typeof issued>;
beforeEach(() => {
  good ??= issued();
  secret = good;
  omega.misbehave({ kind: 'clear' });
});

/** The doctor's parts that look at the certificate. */
function lookingAt(files: object = {}) {
  const { verifyUrl, createUrl } = omega;
  const lane = { verifyUrl, createUrl, DNEntreprise: COMPANY, NumeroCAD: 'C', Login: 'L', credentialsSecret: 'omega' };
  const read = parseConfiguration(
    JSON.stringify({ stage: 'prod', platforms: [], lanes: { omega: lane } }),
    'prod.json',
  );
  const configuration = { ...read, files: { omega: files } } as Configuration;
  const { installation, ...others } = connectionOf('omega');
  const client = { send: async () => ({ SecretString: JSON.stringify(secret) }) } as unknown as SecretsManagerClient;
  const reached = {
    ...installation,
    configuration: () => configuration,
    dynamodb: async () => new DynamoDBClient({ region: 'eu-west-3' }),
    secrets: async () => client,
  };
  const gateway = { ...others, installation: reached };
  return {
    credentials: async () => (await Promise.all(secretChecks(gateway, configuration, now)))[0],
    age: async () => (await Promise.all(expiryChecks(gateway, configuration, now)))[0],
    urls: () => Promise.all(addressChecks(gateway, configuration, fetch)),
  };
}

describe('the doctor, of the certificate for OMEGA', () => {
  it('[OM-5] says whom it is for, until when it is good, and that both servers take it, without a request', async () => {
    const { credentials, age, urls } = lookingAt();
    expect(await credentials()).toMatchObject({ verdict: 'ok', says: 'the secret omega is of the right form' });
    const until = dateInParis(inDays(365));
    expect(await age()).toMatchObject({
      part: 'age of the credentials of omega',
      verdict: 'ok',
      says: `the certificate is for ${COMPANY}, signed by CN=OMEGA simulé,O=Declarant; they are good until ${until}`,
    });
    const found = await urls();
    expect(found.map(({ part }) => part)).toEqual(['verifyUrl of omega', 'createUrl of omega']);
    // The authority of its server is in the secret alone: no fault is found in that.
    for (const url of found)
      expect(url).toMatchObject({ verdict: 'ok', says: expect.stringMatching(/our certificate/) });
    expect(omega.received).toEqual([]);
  });

  it('warns 30 days before its end', async () => {
    secret = issued({ until: inDays(10.5) });
    expect(await lookingAt().age()).toMatchObject({
      verdict: 'warning',
      says: expect.stringMatching(/for 10 days more/),
    });
  });

  it.each([
    [
      'has expired',
      () => issued({ until: inDays(-1) }),
      /: it expired on /,
      /was not tried: secret \(certificate-expired\)/,
    ],
    ['is not valid yet', () => issued({ from: inDays(3) }), /: it is not valid before /, /certificate-expired-not-yet/],
    ['is missing', () => ({}), /^secret \(certificate-missing\): /, /was not tried: secret \(certificate-missing\)/],
    [
      'has another key',
      () => ({ ...good, privateKey: 'none' }),
      /certificate-wrong-key-pem/,
      /certificate-wrong-key-pem/,
    ],
    [
      'is for another company',
      () => issued({ subject: 'CN=Autre' }),
      /^the certificate is for CN=Autre, .*certificate-wrong-name/,
      /certificate-wrong-name/,
    ],
  ])('that %s says so, and tries no server with it', async (_, make, says, tried) => {
    secret = make();
    const { age, urls } = lookingAt();
    expect(await age()).toMatchObject({
      verdict: 'fault',
      says: expect.stringMatching(says),
      remedy: expect.any(String),
    });
    for (const url of await urls()) expect(url).toMatchObject({ verdict: 'fault', says: expect.stringMatching(tried) });
  });

  it('only doubts another name where the descriptor says not to compare', async () => {
    secret = issued({ subject: 'CN=Autre' });
    const { age } = lookingAt({ descriptor: { ...builtInDescriptor, compareSubject: false } });
    expect(await age()).toMatchObject({
      verdict: 'warning',
      says: expect.stringMatching(/DNEntreprise is not in the certificate/),
    });
  });

  it('[OM-5] says which servers do not take it, and why', async () => {
    secret = issued({}, certificateAuthority('CN=Autre autorité'));
    for (const url of await lookingAt().urls())
      expect(url).toMatchObject({
        verdict: 'fault',
        says: expect.stringMatching(
          /^127\.0\.0\.1:\d+ does not take our certificate: tls \(certificate-foreign-issuer\): /,
        ),
      });
    secret = good;
    omega.misbehave({ kind: 'tls-alert', alert: 'certificate_revoked', times: 2 });
    for (const url of await lookingAt().urls()) expect(url?.says).toMatch(/certificate-expired-revoked/);
    expect(omega.received).toEqual([]);
  });

  it('tells a server that nobody in the secret has signed from a certificate of ours', async () => {
    const { authorities: _, ...without } = good;
    secret = without;
    for (const url of await lookingAt().urls())
      expect(url).toMatchObject({
        verdict: 'fault',
        says: expect.stringMatching(/cannot be reached from here: tls \((?:SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)\)/),
        remedy: expect.stringContaining("authorities in the lane's secret"),
      });
  });
});

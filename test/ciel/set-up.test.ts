import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { init } from '../../desk/commands/init.ts';
import { addressFinding } from '../../desk/doctor/addresses.ts';
import { secretChecks } from '../../desk/doctor/secrets.ts';
import { startCiel } from '../../local/simulators/ciel/index.ts';
import { advice } from '../../schemas/ciel/advice.ts';
import { cielLane } from '../../schemas/ciel/lane.ts';
import { signsOfLife } from '../../schemas/ciel/signs-of-life.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { keptTerminal } from '../desk/support/terminal.ts';

let cwd: string;
const file = () => path.join(cwd, 'prod.json');
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const network = { 'vpc-id': 'vpc-0a1b2c3d', 'subnet-ids': 'subnet-0a1b2c3d,subnet-1a2b3c4d' };

/** The lane that is written where nobody is asked. */
async function written(given: Record<string, string> = {}) {
  const options = { file: file(), given: { stage: 'prod', authorities: 'ciel', ...network, ...given } };
  await init(options, undefined, keptTerminal().terminal);
  const text = readFileSync(file(), 'utf8');
  parseConfiguration(text, file());
  return JSON.parse(text).lanes.ciel;
}

it('names at least one interprofession to read for, or none at all', () => {
  const returns = { listingUrl: 'http://10.222.223.1/reception_douanes' };
  const lane = { declarationsUrl: 'http://10.0.0.1/a', tokenUrl: 'http://10.0.0.2/b', credentialsSecret: 'ciel' };
  expect(cielLane.safeParse({ ...lane, returns }).success).toBe(true);
  expect(cielLane.safeParse({ ...lane, returns: { ...returns, sirens: [] } }).success).toBe(false);
});

describe('init of a lane to CIEL', () => {
  it('takes the documented addresses of production, and writes nothing that was not answered', async () => {
    expect(await written()).toEqual({
      declarationsUrl: 'http://10.124.111.3/cielinterpro/ws/1.0/declarations',
      tokenUrl: 'http://10.124.111.12/authtoken/oauth2/v1/token',
      credentialsSecret: 'declarant/prod/ciel/credentials',
      network: { vpcId: 'vpc-0a1b2c3d', subnetIds: ['subnet-0a1b2c3d', 'subnet-1a2b3c4d'], endpoints: 'existing' },
    });
  });

  it('takes the token endpoint of the same environment', async () => {
    const url = 'http://10.124.131.3/cielinterpro/ws/1.0/declarations';
    expect(await written({ 'declarations-url': url })).toMatchObject({
      tokenUrl: 'http://10.124.131.1/authtoken/oauth2/v1/token',
    });
    rmSync(file());
    const elsewhere = { 'declarations-url': 'http://10.0.0.1/cielinterpro/ws/1.0/declarations' };
    await expect(written(elsewhere)).rejects.toThrow(/Give these too:\n {2}--ciel-token-url +URL/);
  });

  it('writes what was answered about the network and the declarations that come back', async () => {
    const given = {
      'security-group-id': 'sg-0a1b2c3d',
      endpoints: 'create',
      'route-table-ids': 'rtb-0a1b2c3d',
      'listing-url': 'http://10.222.223.1/reception_douanes',
    };
    expect(await written(given)).toMatchObject({
      network: { securityGroupId: 'sg-0a1b2c3d', endpoints: 'create', routeTableIds: ['rtb-0a1b2c3d'] },
      returns: { listingUrl: 'http://10.222.223.1/reception_douanes' },
    });
  });

  it('wants the network, and the route tables for endpoints that are made', async () => {
    await expect(written({ 'vpc-id': 'default' })).rejects.toThrow(/--vpc-id default: an id of AWS/);
    await expect(written({ endpoints: 'create' })).rejects.toThrow(/Give these too:\n {2}--route-table-ids +The route/);
    const none = { endpoints: 'create', 'route-table-ids': '' };
    await expect(written(none)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/\/lanes\/ciel\/network\/routeTableIds: the route.+\nNothing was written\.$/),
    });
  });
});

describe('the advice about a lane to CIEL', () => {
  const lane = (host: string) => ({
    declarationsUrl: 'http://10.124.111.3/cielinterpro/ws/1.0/declarations',
    tokenUrl: `http://${host}/authtoken/oauth2/v1/token`,
  });

  it('is to take the URLs of one environment', () => {
    expect(advice(lane('10.124.131.1'))).toEqual([
      {
        says: 'declarationsUrl is of production, and tokenUrl of qualification',
        remedy: 'take both of one environment',
      },
    ]);
    for (const host of ['10.124.111.12', '10.0.0.2', '127.0.0.1:9200']) expect(advice(lane(host))).toEqual([]);
  });
});

describe('the doctor, of CIEL', () => {
  let simulated: Awaited<ReturnType<typeof startCiel>>;
  beforeAll(async () => {
    simulated = await startCiel({ port: 0, accounts: [] });
  });
  afterAll(() => simulated.close());

  /** The finding at each URL of a lane. */
  const looked = () => {
    const urls = {
      declarationsUrl: `${simulated.url}/cielinterpro/ws/1.0/declarations`,
      tokenUrl: `${simulated.url}/authtoken/oauth2/v1/token`,
      'returns.listingUrl': `${simulated.url}/reception_douanes`,
    };
    return Promise.all(Object.entries(urls).map(([key, url]) => addressFinding('ciel', key, new URL(url))));
  };

  it('looks at the ping beside the token endpoint, and whether anything answers at the other URLs', async () => {
    const [declarations, tokens, listing] = await looked();
    expect(declarations).toMatchObject({
      verdict: 'ok',
      says: expect.stringMatching(/declarations answers 405: it is/),
    });
    expect(tokens).toMatchObject({ verdict: 'ok', says: expect.stringMatching(/oauth2\/v1\/ping answers 200: it is/) });
    expect(listing).toMatchObject({
      verdict: 'ok',
      says: expect.stringMatching(/reception_douanes answers \d{3}: it is/),
    });
  });

  it('says that the token endpoint is not up where its ping answers with a page', async () => {
    await fetch(`${simulated.url}/__control`, { method: 'POST', body: '{"kind":"html-page","at":"ping"}' });
    const [, tokens] = await looked();
    expect(tokens).toMatchObject({
      verdict: 'fault',
      says: expect.stringMatching(/ping answers 200 without Europe\.Paris in it/),
      remedy: 'check tokenUrl, and ask whether CIEL is up',
    });
  });

  it('waits two seconds for the ping, as its own watchers do', () => {
    const url = new URL('http://10.0.0.2/authtoken/oauth2/v1/token');
    expect(signsOfLife['tokenUrl']?.(url)).toMatchObject({ withinMs: 2000 });
  });
});

describe('the doctor, of the secret of CIEL', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyOf = (type: 'pkcs8' | 'pkcs1') => privateKey.export({ type, format: 'pem' });
  const lane = {
    declarationsUrl: 'http://10.0.0.1/declarations',
    tokenUrl: 'http://10.0.0.2/token',
    credentialsSecret: 'secret-1',
  };

  /** The finding on a secret with this key; nothing is asked of CIEL. */
  async function looked(pem: unknown) {
    const SecretString = JSON.stringify({ issuer: 'iss-1', privateKey: pem });
    const secrets = async () => ({ send: async () => ({ SecretString }) }) as never;
    const dynamodb = async () => new DynamoDBClient({ region: 'eu-west-3' });
    const gateway = connectionOf('ciel');
    const installation = { ...gateway.installation, secrets, dynamodb };
    const configured = parseConfiguration(
      JSON.stringify({ stage: 'prod', lanes: { ciel: lane }, platforms: [] }),
      'c.json',
    );
    const [finding] = await Promise.all(secretChecks({ ...gateway, installation }, configured, new Date()));
    return finding;
  }

  it.each(['pkcs8', 'pkcs1'] as const)('takes a key in %s', async (type) => {
    expect(await looked(keyOf(type))).toMatchObject({
      part: 'credentials of ciel',
      verdict: 'ok',
      says: 'the secret secret-1 is of the right form',
    });
  });

  it.each([
    ['a public key', publicKey.export({ type: 'spki', format: 'pem' }), 'key-form'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', 'key-form'],
    ['half a key', String(keyOf('pkcs8')).slice(0, 300), 'key-not-pem'],
    ['no PEM', 'MIIEvQIBADANBg', 'key-not-pem'],
    [
      'an encrypted key',
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' }),
      'key-encrypted',
    ],
    [
      'a short key',
      generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      'key-not-rsa',
    ],
  ])('names what is wrong with %s, and shows nothing of it', async (_, pem, code) => {
    const finding = await looked(pem);
    expect(finding).toMatchObject({
      verdict: 'fault',
      says: expect.stringMatching(new RegExp(`^the secret secret-1: secret \\(${code}\\): privateKey is `)),
    });
    expect(`${finding?.says} ${finding?.remedy}`).not.toMatch(/MII/);
  });
});

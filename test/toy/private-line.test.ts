import '../support/toy/register.ts';

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressFinding } from '../../desk/doctor/addresses.ts';
import { tokenChecks } from '../../desk/doctor/token.ts';
import { authorities } from '../../functions/authorities/registry.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';
import type { DatabaseStandIn } from '../../local/stand-ins/database.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { LaneSettings } from '../../schemas/lane-settings.ts';
import { settings } from '../../schemas/settings.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { clientOf, createLedgerTable, startEngine } from '../support/dynamodb.ts';
import { TOY } from '../support/toy/register.ts';
import { toySettings } from '../support/toy/settings.ts';

/** The toymaker's ping answers by its path: what it says, or nothing at all. */
const toymaker = createServer(({ url }, response) => {
  if (url !== '/silent/ping') response.writeHead(url === '/awake/ping' ? 200 : 503).end(`bells ${url}`);
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => toymaker.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(toymaker.address() as AddressInfo).port}`;
  Object.assign(settings, {
    [TOY]: {
      ...toySettings,
      urls: { service: 'baseUrl', tokens: 'sealUrl' },
      signsOfLife: {
        // Only the one that never answers is waited for in vain.
        sealUrl: (url) => ({
          url: new URL('ping', url),
          withinMs: url.pathname.startsWith('/silent') ? 300 : 20_000,
          contains: /a.ake/,
        }),
        baseUrl: (url) => ({ url, withinMs: 20_000 }),
      },
    } satisfies LaneSettings,
  });
});
afterAll(() => {
  toymaker.closeAllConnections();
  toymaker.close();
  Object.assign(settings, { [TOY]: toySettings });
});

const PRIVATE = 'http://10.0.0.1/seal';
/** A connection that no network carries. */
const nowhere = () => Promise.reject(Object.assign(new Error('no way there'), { code: 'EHOSTUNREACH' }));

describe('the doctor, of a service', () => {
  const found = (key: string, path: string) => addressFinding(TOY, key, new URL(`${origin}${path}`));

  it('that shows by a free request that it is up', async () => {
    expect(await found('sealUrl', '/awake/seal')).toEqual({
      verdict: 'ok',
      says: `${origin}/awake/ping answers 200: it is up`,
      remedy: null,
    });
    // An error is an answer, too, where nothing is looked for in it.
    expect(await found('baseUrl', '/toys')).toMatchObject({
      verdict: 'ok',
      says: `${origin}/toys answers 503: it is up`,
    });
  });

  it.each([
    ['another answer', '/asleep/seal', 'answers 503 without a.ake in it: it is not up'],
    ['no answer', '/silent/seal', 'takes connections, and gives no answer: timeout'],
  ])('that gives %s says so', async (_, path, says) => {
    const finding = await found('sealUrl', path);
    expect(finding).toMatchObject({
      verdict: 'fault',
      remedy: 'check sealUrl, and ask whether toymaker is up',
    });
    expect(finding.says).toContain(says);
  });

  it('at a private address that is not reached from here, does not say that it is down', async () => {
    const finding = await addressFinding(TOY, 'sealUrl', new URL(PRIVATE), fetch, nowhere);
    expect(finding).toEqual({
      verdict: 'warning',
      says: '10.0.0.1 is a private address, and not reached from here: unreachable (EHOSTUNREACH)',
      remedy: expect.stringMatching(/^run the doctor on a machine of that network, or .+ npx declarant lanes$/),
    });
    const open = await addressFinding(TOY, 'sealUrl', new URL('http://toys.example/seal'), fetch, nowhere);
    expect(open.verdict).toBe('fault');
  });
});

describe('the doctor, of a token at a private address', () => {
  let asked = 0;
  let engine: DatabaseStandIn;
  let client: DynamoDBClient;
  beforeAll(async () => {
    engine = await startEngine('dynalite');
    client = clientOf({ endpoint: engine.endpoint, region: 'eu-west-3' });
    await createLedgerTable(client, 'ledger');
    const warmUp = async () => {
      asked += 1;
    };
    Object.assign(authorities, { [TOY]: () => ({ warmUp }) });
  });
  afterAll(async () => {
    client.destroy();
    await engine.close();
    Reflect.deleteProperty(authorities, TOY);
  });

  async function found(connect: () => Promise<string>) {
    const gateway = connectionOf(TOY);
    const installation = { ...gateway.installation, dynamodb: async () => client, secrets: async () => ({}) as never };
    const configuration = { lanes: { [TOY]: { sealUrl: PRIVATE } } } as unknown as Configuration;
    const options = { newToken: false, now: () => 1000, connect };
    return (await Promise.all(tokenChecks({ ...gateway, installation }, configuration, options)))[0];
  }

  it('that is not reached from here, asks for none: a failure would stop the sender, which may reach it', async () => {
    expect(await found(nowhere)).toMatchObject({
      verdict: 'warning',
      says: 'none is shared now, and none can be asked for from here',
    });
    expect(asked).toBe(0);
    const store = dynamoDbTokenStore({ client, tableName: 'ledger', authority: TOY, owner: 'sender', now: () => 0 });
    await store.write({ value: 'seal', obtainedAt: 0, expiresAt: 60_000 });
    expect(await found(nowhere)).toMatchObject({ verdict: 'ok', says: /^the one that is shared is good/ });
    expect(asked).toBe(0);
  });

  it('says how many were asked for, where a day has a limit, and that none is left', async () => {
    const store = dynamoDbTokenStore({ client, tableName: 'ledger', authority: TOY, owner: 'sender', now: () => 0 });
    const seen = await store.read();
    expect(await store.acquire(0, seen, [500])).toBe(true);
    await store.write({ value: 'seal', obtainedAt: 0, expiresAt: 60_000 });
    expect(await found(nowhere)).toMatchObject({
      verdict: 'ok',
      says: expect.stringMatching(/; 1 of at most 20 were asked for in the last 24 hours$/),
    });
    expect(await store.acquire(0, await store.read(), Array(20).fill(500))).toBe(true);
    await store.write({ value: 'seal', obtainedAt: 0, expiresAt: 900 });
    expect(await found(nowhere)).toMatchObject({
      verdict: 'fault',
      says: expect.stringContaining('token-endpoint (daily-limit): no access token may be asked for now'),
    });
  });

  it('that is reached from here, asks as the sender does', async () => {
    await found(async () => 'takes connections');
    expect(asked).toBe(1);
  });
});

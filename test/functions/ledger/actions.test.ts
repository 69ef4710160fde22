import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerArn, localActor } from '../../../desk/actions/actor.ts';
import { dynamoDbActions } from '../../../functions/ledger/actions.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { dynamoDbFilingActions } from '../../../functions/ledger/filing-actions.ts';
import { dynamoDbTellings } from '../../../functions/ledger/tellings.ts';
import { CALLER, type Identity, startIdentity } from '../../support/identity.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { TOY } from '../../support/toy/register.ts';

const action = (at: string, action: string) => ({ at, who: 'anna', action, authority: TOY, reason: 'because' });

describe('what people did', () => {
  const tables = ledgerTables();

  it('is kept with who, when and why, and found by when, across months', async () => {
    const actions = dynamoDbActions(tables.client, await tables.make(), 100);
    const november = await actions.keep(action('2026-11-30T23:59:59.999Z', 'pause'));
    await actions.keep(action('2026-12-01T00:00:00.000Z', 'resume'));
    // Two at the same instant are two.
    await actions.keep(action('2026-12-01T00:00:00.000Z', 'withdraw'));
    await actions.keep(action('2026-12-02T00:00:00.000Z', 'redrive'));
    await actions.end(november, 'done');
    const found = [];
    const [since, until] = [new Date('2026-11-30T12:00:00Z'), new Date('2026-12-01T00:00:00Z')];
    for await (const one of actions.between(since, until)) found.push(one);
    expect(found[0]).toEqual({ ...action('2026-11-30T23:59:59.999Z', 'pause'), result: 'done' });
    expect(found.map((one) => one.action).sort()).toEqual(['pause', 'resume', 'withdraw']);
    // One that did not come to its end has no result.
    expect(found[1]?.result).toBeUndefined();
  });

  it('of the notifier: what each platform was told is found by its message, whenever it was told', async () => {
    const table = await tables.make();
    const tellings = dynamoDbTellings(tables.client, table, 100);
    const keyOf = (reference: string) => ({ authority: TOY, kind: 'declaration', reference });
    const [one, two] = ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'].map((at) => ({ messageId: 'm', at }));
    if (!one || !two) throw new Error('there are two');
    const many = Array.from({ length: 3000 }, (_, n) => ({
      key: keyOf(`N/${n}`),
      message: two,
      end: 'nothing' as const,
    }));
    const first = [{ key: keyOf('L/1'), message: one, end: 'released' as const }, ...many];
    await tellings.note(first, new Date('2026-12-01T00:00:01Z'));
    await tellings.note([{ key: keyOf('L/1'), message: one, end: 'amended' }], new Date('2026-12-09T00:00:00Z'));
    const found = await tellings.of(keyOf('L/1'), [one, two]);
    expect([...found]).toEqual([
      [
        one,
        [
          { at: '2026-12-01T00:00:01.000Z', end: 'released' },
          { at: '2026-12-09T00:00:00.000Z', end: 'amended' },
        ],
      ],
    ]);
    // They stand in several items, each with its expiry.
    expect((await tellings.of(keyOf('N/2999'), [two])).get(two)).toHaveLength(1);
    const { Items = [] } = await tables.client.send(new ScanCommand({ TableName: table }));
    expect(Items.length).toBeGreaterThan(3);
    expect(Items.filter(({ expiresAt }) => Number(expiresAt?.N) < Date.parse('2027-03-11') / 1000)).toEqual([]);
  });

  it('on a filing is kept beside it, oldest first, and is no part of it', async () => {
    const table = await tables.make();
    const of = dynamoDbFilingActions(tables.client, table, 100);
    const key = { authority: TOY, kind: 'declaration', reference: 'L/1' };
    const note = { ...action('2026-11-30T09:00:00.000Z', 'note'), reference: 'L/1' };
    await of.keep(key, { ...note, at: '2026-11-30T10:00:00.000Z' });
    await of.keep(key, note);
    await of.keep({ ...key, reference: 'L/2' }, note);
    expect(await of.of(key)).toEqual([note, { ...note, at: '2026-11-30T10:00:00.000Z' }]);
    const ledger = dynamoDbLedger({ client: tables.client, tableName: table, retentionDays: 100 });
    expect(await ledger.records(key)).toEqual([]);
  });

  it('once is kept once by its name: done, it stays; taken back or given up, it may be done again', async () => {
    const of = dynamoDbFilingActions(tables.client, await tables.make(), 100);
    const key = { authority: TOY, kind: 'declaration', reference: 'L-1' };
    const at = (minute: string) => action(`2026-11-30T09:${minute}.000Z`, 'replay');
    expect(await of.keepOnce(key, 'try-1', at('00:00'))).toBeUndefined();
    expect(await of.keepOnce(key, 'try-1', at('01:00'))).toEqual(at('00:00'));
    expect(await of.keepOnce(key, 'try-2', at('01:00'))).toBeUndefined();
    // Nobody finished it: its process ended.
    expect(await of.keepOnce(key, 'try-1', at('02:01'))).toBeUndefined();
    await of.finish(key, 'try-1', at('02:01'));
    expect(await of.keepOnce(key, 'try-1', at('59:00'))).toEqual({ ...at('02:01'), result: 'done' });
    await of.forget(key, 'try-2');
    expect(await of.keepOnce(key, 'try-2', at('01:30'))).toBeUndefined();
  });

  it('bears the number of a user for whom this machine has no name, as in a container', () => {
    expect(localActor(() => 'anna', 1000)).toBe('anna');
    const nameless = () => {
      throw new Error('uv_os_get_passwd returned ENOENT');
    };
    expect(localActor(nameless, 1000)).toBe('uid 1000');
  });
});

describe('who acts at a deployed gateway', () => {
  let identity: Identity;
  let client: STSClient;
  const clientAt = (endpoint: string) =>
    new STSClient({
      ...{ endpoint, region: 'eu-west-3', maxAttempts: 1 },
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
  beforeAll(async () => {
    identity = await startIdentity();
    client = clientAt(identity.endpoint);
  });
  afterAll(async () => {
    client?.destroy();
    await identity?.close();
  });

  it('is named by AWS itself', async () => {
    expect(await callerArn(client, 'the gateway')).toBe(CALLER);
  });

  it('is said not to be known, and that nothing was done, where AWS does not say or is not reached', async () => {
    identity.refuse('ExpiredToken');
    await expect(callerArn(client, 'the gateway')).rejects.toMatchObject({
      code: 'CREDENTIALS',
      message: expect.stringContaining('Nothing was done'),
    });
    const nowhere = clientAt('http://127.0.0.1:9');
    await expect(callerArn(nowhere, 'the gateway')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});

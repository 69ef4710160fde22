import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import type { StandIn } from '../../../local/stand-ins/calls.ts';
import { clientOf, createLedgerTable, engines, startEngine } from '../../support/dynamodb.ts';

const sent: SentRecord = {
  type: 'sent',
  message: 'Creation_H7',
  attempt: 1,
  at: '2026-11-22T09:00:00.000Z',
  messageId: 'm-1',
  platform: 'shop-1',
  digest: 'd-1',
  body: JSON.stringify({ déclaration: 'é'.repeat(2000) }),
};
const received: ReceivedRecord = {
  type: 'received',
  message: 'Response_H7',
  at: '2026-11-22T09:00:02.000Z',
  messageId: 'x'.repeat(291),
  body: '{"header":{}}',
  drift: ['/header/mrn: wrong'],
};
const settlement = {
  verdict: 'held',
  httpStatus: null,
  error: { errorDescription: 'no answer in time' },
  at: '2026-11-22T09:00:01.000Z',
} as const;

describe.each(engines)('the ledger on %s', (engine) => {
  let standIn: StandIn;
  let client: DynamoDBClient;
  let ledger: Ledger;
  let tables = 0;
  let tableName: string;
  const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: 'L/1' };

  beforeAll(async () => {
    standIn = await startEngine(engine);
    client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
  });
  afterAll(async () => {
    client.destroy();
    await standIn.close();
  });
  beforeEach(async () => {
    tables += 1;
    tableName = `ledger-${tables}`;
    await createLedgerTable(client, tableName);
    ledger = dynamoDbLedger({ client, tableName, retentionDays: 10 });
  });

  const listed = async (fact: string, since = '2026-11-22T00:00:00.000Z') => {
    const found = [];
    for await (const one of ledger.recent('delta-h7', fact, '2026-11-22', since)) found.push(one);
    return found;
  };

  it('keeps records as they were written, oldest first', async () => {
    await ledger.receive(key, received, { fact: 'validated' });
    await ledger.claim(key, sent);
    expect(await ledger.records(key)).toEqual([sent, received]);
    expect(await ledger.records({ ...key, reference: 'other' })).toEqual([]);
  });

  it('gives a claim to one of many who race for it', async () => {
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ledger.claim(key, { ...sent, messageId: `m-${n}` })),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await ledger.records(key)).toHaveLength(1);
  });

  it('[H7-R3] stores a message once however often it comes', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => ledger.receive(key, received, { fact: 'validated' })),
    );
    expect(results.filter((result) => result === 'stored')).toHaveLength(1);
    expect(await ledger.records(key)).toHaveLength(1);
  });

  it('records what became of a send without touching the message', async () => {
    await ledger.claim(key, sent);
    await ledger.settle(key, sent, settlement);
    expect(await ledger.records(key)).toEqual([{ ...sent, settlement }]);
  });

  it('does not settle what was never claimed', async () => {
    await expect(ledger.settle(key, sent, settlement)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect(await ledger.records(key)).toEqual([]);
  });

  it('finds a filing by the reference that customs gave it, and only by that', async () => {
    await ledger.receive(key, received, { fact: 'validated', customsReference: '2282319' });
    expect(await ledger.findByCustomsReference('delta-h7', '2282319')).toEqual(key);
    expect(await ledger.findByCustomsReference('delta-h7', '2282318')).toBeUndefined();
  });

  it('lists filings by what happened to them and when', async () => {
    await ledger.claim(key, sent);
    await ledger.receive(key, received, { fact: 'validated' });
    expect(await listed('sent')).toEqual([key]);
    expect(await listed('validated')).toEqual([key]);
    expect(await listed('validated', '2026-11-22T09:00:03.000Z')).toEqual([]);
    await ledger.settle(key, sent, settlement);
    expect(await listed('sent')).toEqual([]);
    expect(await listed('waiting')).toEqual([key]);
  });

  it('lets every record expire after the retention', async () => {
    await ledger.claim(key, sent);
    const { Items } = await client.send(new ScanCommand({ TableName: tableName }));
    expect(Items?.[0]?.['expiresAt']?.N).toBe(String(Date.parse('2026-12-02T09:00:00Z') / 1000));
  });
});

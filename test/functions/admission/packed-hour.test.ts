import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamoDbAdmission } from '../../../functions/admission/dynamodb-admission.ts';
import { BUCKET_MS, type Hour, noted } from '../../../functions/admission/hour.ts';
import { packedHour, unpackedHour } from '../../../functions/admission/packed-hour.ts';
import { laneKey } from '../../../functions/table/plain-table.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';

const T0 = Date.parse('2026-11-22T09:00:00.000Z');

describe('the hour in the item', () => {
  it('is read as it was packed, whatever its counts and gaps', () => {
    const hours = fc.dictionary(fc.integer({ min: 1e8, max: 1e8 + 400 }).map(String), fc.integer({ min: 1, max: 1e9 }));
    fc.assert(
      fc.property(hours, (hour: Hour) => {
        expect(unpackedHour(packedHour(hour))).toEqual({ ...hour });
      }),
    );
  });

  it.each([undefined, {}, { first: 1 }, { first: '1', counts: new Uint8Array() }, { first: 1, counts: [1] }])(
    'is not guessed: %j',
    (packed) => expect(() => unpackedHour(packed)).toThrow(TypeError),
  );

  it('is billed as one write unit at the most that a lane may send', async () => {
    let hour: Hour = {};
    for (let bucket = 0; bucket <= 300; bucket += 1)
      hour = noted(hour, T0 + bucket * BUCKET_MS, 150 * (BUCKET_MS / 1000), 1000 / 150);
    const { counts } = packedHour(hour);
    // The rest of the item is below 400 bytes, with the longest cause of a breaker.
    expect(counts.length).toBeLessThanOrEqual(2 * 302);
    expect(Object.keys(marshall({ counts }))).toEqual(['counts']);
  });
});

describe('an admission with a full hour', () => {
  const tables = ledgerTables();

  it('[H7-S1] goes on with what an earlier version counted by minutes, to the end of each, and writes it as its own', async () => {
    const tableName = await tables.make();
    const state = {
      breaker: { state: 'closed' },
      nextStart: 0,
      minutes: { [T0 / 60_000 - 59]: 700, [T0 / 60_000]: 200 },
    };
    await tables.client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: marshall({ ...laneKey('toy', 'admission'), state, version: 7 }),
      }),
    );
    const rules = {
      ...{ share: { perSecond: 150, perHour: 1000 }, horizonMs: 600_000 },
      ...{ pauseMs: 60_000, leaseMs: 30_000 },
    };
    const lane = { client: tables.client, tableName, authority: 'toy' as const, now: () => T0, rules };
    expect(await dynamoDbAdmission({ ...lane, owner: 'one' }).admit(1000, 0)).toMatchObject({ count: 100 });
    const { Item } = await tables.client.send(
      new GetItemCommand({ TableName: tableName, Key: marshall(laneKey('toy', 'admission')), ConsistentRead: true }),
    );
    expect(Object.keys(unmarshall(Item ?? {})['state'])).toEqual(['breaker', 'nextStart']);
    // The minute that ends first frees its 700 when an hour and a second are over since its end.
    const ended = T0 - 58 * 60_000;
    expect(await dynamoDbAdmission({ ...lane, owner: 'other' }).admit(1, 0)).toMatchObject({
      kind: 'later',
      until: ended + 3_601_000,
    });
  });

  it("[H7-S1] is known to another instance by the table alone, also where the first one's is gone", async () => {
    const tableName = await tables.make();
    const rules = {
      ...{ share: { perSecond: 150, perHour: 1000 }, horizonMs: 600_000 },
      ...{ pauseMs: 60_000, leaseMs: 30_000 },
    };
    const lane = { client: tables.client, tableName, authority: 'toy', now: () => T0, rules };
    expect(await dynamoDbAdmission({ ...lane, owner: 'one' }).admit(1000, 0)).toMatchObject({ count: 1000 });
    const other = dynamoDbAdmission({ ...lane, owner: 'other' });
    expect(await other.admit(1, 0)).toMatchObject({ kind: 'later', until: T0 + BUCKET_MS + 3_601_000 });
    expect((await other.state()).hour).toEqual({ [T0 / BUCKET_MS]: 1000 });
  });
});

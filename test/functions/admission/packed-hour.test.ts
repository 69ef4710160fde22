import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamoDbAdmission } from '../../../functions/admission/dynamodb-admission.ts';
import { BUCKET_MS, type Hour, noted } from '../../../functions/admission/hour.ts';
import { packedHour, unpackedHour } from '../../../functions/admission/packed-hour.ts';
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

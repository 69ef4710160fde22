import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { keptErrors } from '../../../functions/ledger/kept-errors.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { parked } from '../../support/parked.ts';
import { letterKey as key, sent } from '../../support/toy/records.ts';

const endless = { errorCode: 'E'.repeat(5000), errorDescription: '…'.repeat(2_000_000) };
const at = '2026-11-22T09:00:01.000Z';

describe('[F5] [H7-E400] what an authority says, however long,', () => {
  const tables = ledgerTables();
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = dynamoDbLedger({ client: tables.client, tableName: await tables.make(), retentionDays: 10 });
  });

  it('never keeps a send from being settled: of the text as much is kept as fits', async () => {
    await ledger.claim(key, sent());
    expect(await ledger.settle(key, sent(), { verdict: 'refused', httpStatus: 400, error: endless, at })).toBe(true);
    const { settlement } = (await ledger.sent(key, sent())) ?? {};
    expect(settlement).toMatchObject({ verdict: 'refused', error: { errorCode: expect.stringMatching(/^E+ …/) } });
    expect(JSON.stringify(settlement).length).toBeLessThan(3000);
  });

  it('never keeps one from being claimed as parked, nor a refusal with many faults from being recorded', async () => {
    expect(await ledger.claim(key, sent({ settlement: parked({ error: endless }) }))).toBe(true);
    const errors = Array.from({ length: 20_000 }, (_, n) => ({ errorPointer: `/payload/${n}` }));
    const refused = { type: 'refused', message: 'Letter', at, platform: 'shop-1', digest: 'd', errors } as const;
    await ledger.refuse(key, refused);
    const records = await ledger.records(key);
    expect(records.map(({ type }) => type).sort()).toEqual(['refused', 'sent']);
  });
});

it('errors that fit are kept as they are, and of others the last says how many more there were', () => {
  const few = [{ errorCode: 'A' }, { errorDescription: 'é'.repeat(2000) }];
  expect(keptErrors(few)).toEqual(few);
  const many = keptErrors(Array.from({ length: 3000 }, () => ({ errorDescription: 'x'.repeat(100) })));
  expect(many.at(-1)).toEqual({ errorDescription: `and ${3000 - (many.length - 1)} more` });
  expect(Buffer.byteLength(JSON.stringify(many))).toBeLessThan(62_000);
});

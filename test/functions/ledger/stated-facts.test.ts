import { describe, expect, it } from 'vitest';
import { recordOf, statedItem } from '../../../functions/ledger/items.ts';
import { unpack } from '../../../functions/ledger/pack.ts';
import type { StatedRecord } from '../../../functions/ledger/records.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import { letterKey, stated } from '../../support/toy/records.ts';

const facts = { authorityReference: '77', details: { tag: 'red-5' }, decision: 'accepted' } as const;
const index = { fact: 'answered' };
const { partitionKey } = ledgerTable.indexes.byAuthorityReference;

describe('the facts of a filing that were stated elsewhere', () => {
  it('lie in the table with the details of the authority beside the others', () => {
    const kept = statedItem(letterKey, stated(facts), index)['facts'] as Uint8Array;
    expect(JSON.parse(unpack(kept))).toEqual({ [partitionKey]: '77', tag: 'red-5', decision: 'accepted' });
  });

  it('are read as they were stated', () => {
    const read = (record: StatedRecord) => recordOf(statedItem(letterKey, record, index));
    const unknown = stated({ unknownToAuthority: true });
    for (const record of [stated(facts), unknown, stated({ details: { tag: 'red-5', price: {} } })])
      expect(read(record)).toEqual(record);
  });
});

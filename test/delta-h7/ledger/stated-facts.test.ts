import { describe, expect, it } from 'vitest';
import { recordOf, statedItem } from '../../../functions/ledger/items.ts';
import { pack, unpack } from '../../../functions/ledger/pack.ts';
import type { StatedRecord } from '../../../functions/ledger/records.ts';
import { declarationKey } from '../../support/records.ts';

const via = { kind: 'request', reference: 'R-1' };
const facts = { authorityReference: '2282319', details: { mrn: '26FR0000000000AB12' }, decision: 'accepted' } as const;
const record: StatedRecord = { type: 'stated', message: 'M', at: '2026-11-22T10:00:00Z', messageId: 'm-1', via, facts };
const index = { fact: 'answered' };

describe('the facts of a filing that were stated elsewhere', () => {
  it('lie in the table under the names that deployed tables have', () => {
    const kept = statedItem(declarationKey, record, index)['facts'] as Uint8Array;
    const names = { customsReference: '2282319', mrn: '26FR0000000000AB12' };
    expect(JSON.parse(unpack(kept))).toEqual({ ...names, decision: 'accepted' });
  });

  it('are read as they were stated', () => {
    expect(recordOf(statedItem(declarationKey, record, index))).toEqual(record);
    const none = { ...record, facts: { unknownToAuthority: true } as const };
    expect(recordOf(statedItem(declarationKey, none, index))).toEqual(none);
  });

  it('are read from a table of before', () => {
    const old = pack(JSON.stringify({ customsReference: '1', mrn: 'M', dutiesAndTaxes: {}, state: { raw: 'VLD' } }));
    const item = { ...statedItem(declarationKey, record, index), facts: old };
    expect(recordOf(item)).toMatchObject({
      facts: { authorityReference: '1', details: { mrn: 'M', dutiesAndTaxes: {} }, state: { raw: 'VLD' } },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord } from '../../../functions/ledger/records.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { errorMessage, response, state } from '../../support/messages.ts';
import { declarationKey, received, sent, stated } from '../../support/records.ts';

const MRN = '26FR0000000000TST5';

const merged = (...records: LedgerRecord[]) => shown(readFiling(declarationKey, records).filing);

describe('a filing', () => {
  it('[H7-X1] of an anticipated declaration has its reference and duties, and no MRN', () => {
    const answer = response({ state: 'ANT' });
    expect(merged(sent(), received('Response_H7', answer))).toMatchObject({
      status: 'answered',
      state: 'anticipated',
      rawState: 'ANT',
      customsDeclarationReference: '2282319',
      mrn: null,
      dutiesAndTaxes: answer.dutiesAndTaxes,
    });
  });

  it('[H7-X1b] of a validated declaration has reference, MRN and duties, and its send is proved accepted', () => {
    const filing = merged(sent(), received('Response_H7', response({ mrn: MRN })));
    expect(filing).toMatchObject({
      status: 'answered',
      state: 'validated',
      customsDeclarationReference: '2282319',
      mrn: MRN,
    });
    expect(filing.history[0]).toMatchObject({ outcome: 'accepted', httpStatus: 200 });
  });

  it('[H7-X1e] that was rejected shows every error, and a corrected one starts anew', () => {
    const rejected = [sent(), received('Error_H7', errorMessage())];
    expect(merged(...rejected)).toMatchObject({
      status: 'rejected',
      errors: [{ errorCode: 'H7_NAT_000', errorPointer: 'lrn' }],
    });
    const corrected = sent({ attempt: 2, at: '2026-11-22T09:30:00.000Z', messageId: 'm-2', digest: 'd-2' });
    expect(merged(...rejected, corrected)).toMatchObject({ status: 'sent', errors: [] });
  });

  it('[H7-X3] shows an unknown code as it came', () => {
    const unknown = state({ state: 'QQQ', at: '2026-11-22T11:00:00+01:00[Europe/Paris]' });
    expect(merged(sent(), received('Response_H7', response()), received('State_H7', unknown))).toMatchObject({
      status: 'answered',
      state: 'unknown',
      rawState: 'QQQ',
    });
  });

  it('that customs does not know is unknown to customs, by the word that others rely on', () => {
    const { history } = merged(sent(), stated({ unknownToAuthority: true }));
    expect(history.at(-1)).toMatchObject({ outcome: 'unknown-to-customs', httpStatus: 200 });
  });

  it('[H7-E500t] takes a duplicate LRN after an ambiguous try as proof that it had arrived', () => {
    const duplicate = received('Error_H7', errorMessage());
    expect(merged(sent(), duplicate)).toMatchObject({ status: 'rejected' });
    expect(merged(sent({ mayHaveArrived: true }), duplicate)).toMatchObject({ status: 'sent', errors: [] });
    const other = received('Error_H7', errorMessage('L', [{ errorCode: 'H7_NAT_001', errorPointer: 'items' }]));
    expect(merged(sent({ mayHaveArrived: true }), other)).toMatchObject({ status: 'rejected' });
  });
});

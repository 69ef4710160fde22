import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../functions/ledger/news.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { responseConsultH7 } from '../../../schemas/delta-h7/response-consult-h7.ts';
import { sent } from '../../support/records.ts';

const key: FilingKey = { authority: 'delta-h7', kind: 'consultation', reference: 'm-1' };
const lrns = ['L-1', 'L-2'];
const asked = sent({
  message: 'Consult_H7',
  body: JSON.stringify({ header: {}, declarations: lrns.map((lrn) => ({ lrn })) }),
});
const one = { lrn: 'L-1', declarationState: { state: 'VLD' } };

/** The declarations that an answer to a consultation of L-1 and L-2 says to be unknown. */
function unknownAfter(answer: object): string[] {
  return newsOf(key, responseConsultH7, { header: {}, ...answer }, [asked]).flatMap(([{ reference }, facts]) =>
    facts.unknownToAuthority ? [reference] : [],
  );
}

describe('the declarations that a consultation did not find', () => {
  it('[H7-X7] are those that are not in its list', () => {
    expect(unknownAfter({ declarations: [one] })).toEqual(['L-2']);
    expect(unknownAfter({ declarations: [] })).toEqual(lrns);
    expect(unknownAfter({ declarations: [one, { lrn: 'L-2' }] })).toEqual([]);
  });

  it.each<[string, object]>([
    ['another name', { declarationList: [one] }],
    ['no list', {}],
    ['null', { declarations: null }],
    ['an object', { declarations: one }],
    ['an entry that does not name its LRN', { declarations: [one, { header: { lrn: 'L-2' } }] }],
    ['an entry that is none', { declarations: [one, null] }],
  ])('[H7-X7] are not known where the list could not be read: %s', (_, answer) => {
    expect(unknownAfter(answer)).toEqual([]);
  });

  it('[H7-X7] do not keep those that are named from being brought up to date', () => {
    const [first, ...more] = newsOf(key, responseConsultH7, { declarations: [one, null] }, [asked]);
    expect(first).toMatchObject([{ kind: 'declaration', reference: 'L-1' }, { state: { raw: 'VLD' } }]);
    expect(more).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { deltaH7 } from '../../../schemas/delta-h7/index.ts';
import { deltaH7View } from '../../../schemas/delta-h7/view.ts';

const figure = (dutiesAndTaxes: unknown) => deltaH7View.figure?.text({ dutiesAndTaxes });
const inAll = (totalPayableTaxAmount: unknown) => figure({ generalTaxation: { totalPayableTaxAmount } });

describe('the view of a filing to Delta-H7', () => {
  it('has amounts in a form for people', () => {
    expect([12, 12.5, 0, 32].map(inAll)).toEqual(['12 EUR', '12.50 EUR', '0 EUR', '32 EUR']);
  });

  it('has the word relief for an assessment without a total, and nothing without an assessment', () => {
    expect([inAll('12'), inAll(undefined), figure({ itemsTaxation: [] })]).toEqual(['relief', 'relief', 'relief']);
    expect([figure(null), figure(undefined)]).toEqual(['', '']);
  });

  it('classifies only states of the contract', () => {
    expect(deltaH7.states).toEqual(expect.arrayContaining(Object.values(deltaH7View.states).flat()));
  });

  it('names nothing that the contract does not have', () => {
    const { referenceName, details = {}, references = [] } = deltaH7;
    const given = [referenceName, ...Object.keys(details)];
    expect(given).toEqual(expect.arrayContaining(deltaH7View.columns.map(({ name }) => name)));
    expect(given).toEqual(expect.arrayContaining([...references]));
  });

  it('has a filing found by the transport documents of its declaration and of its items', () => {
    const of = (number: string, type: unknown = 'N740') => ({
      transportDocuments: [{ transportDocumentReference: number, transportDocumentType: type }],
    });
    expect(
      deltaH7.findableBy?.({ ...of('125-1'), items: [of('LZ1CN', 'N750'), of('125-1'), of('125-2', null)] }),
    ).toEqual(['N740:125-1', 'N750:LZ1CN']);
  });

  it('has the time at which goods are expected as all times are shown', () => {
    const provisionalValidationDateTime = '2026-11-24T05:30:00+01:00[Europe/Paris]';
    const { facts } = deltaH7View.declarationSection?.({ genericInformation: { provisionalValidationDateTime } }) ?? {};
    expect(facts).toContainEqual(['Expected', '2026-11-24 05:30:00 +01:00']);
  });

  it('throws at no content of a declaration', () => {
    for (const odd of [null, 7, 'x', [], { items: 7 }, { items: [null, 'x', { additionalProcedure: [3] }] }]) {
      expect(deltaH7View.declarationSection?.(odd).title).toBe('Declaration');
      expect(deltaH7View.sectionsOf?.({ dutiesAndTaxes: odd }).length).toBe(odd === null ? 0 : 1);
      expect(deltaH7.findableBy?.(odd)).toEqual([]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { assess } from '../../../local/simulators/delta-h7/checks/assessment.ts';
import { creation, eur, procedure } from './operator.ts';

const before = new Date('2026-06-30T21:59:59Z');
const since = new Date('2026-06-30T22:00:00Z');
const after = new Date('2028-06-30T22:00:00Z');
const duties = (items: object[], at = since, declaration = {}) =>
  assess(creation({ items, declaration }).declaration, at);
const general = (amount: number) => ({
  guaranteedAmount: 0,
  unguaranteedAmount: amount,
  totalPayableTaxAmount: amount,
});

describe('the duties and taxes of a declaration', () => {
  it('are the flat duty under IOSS, whose VAT the vendor collected', () => {
    expect(duties([{ ...eur(40.4), ...procedure('F48') }])).toEqual({
      generalTaxation: general(3),
      itemsTaxation: [
        { itemNumber: 1, taxType: 'B00', taxBaseAmount: 43, payableTaxAmount: 0, ...procedure('F48') },
        { itemNumber: 1, taxType: 'A00', payableTaxAmount: 3, ...procedure('F48') },
      ],
    });
  });

  it('were nothing under IOSS before 1 July 2026, and will be again from 1 July 2028', () => {
    expect(duties([{ ...eur(40), ...procedure('F48') }], before)).toEqual({
      generalTaxation: general(0),
      itemsTaxation: [
        { itemNumber: 1, taxType: 'B00', taxBaseAmount: 40, payableTaxAmount: 0, ...procedure('C07', 'F48') },
      ],
    });
    expect(duties([procedure('F48')], new Date('2028-06-30T21:59:59Z')).generalTaxation).toEqual(general(3));
    expect(duties([procedure('F48')], after).generalTaxation).toEqual(general(0));
  });

  it.each(['F49', 'F53'])('are VAT on value, costs and duty under %s', (code) => {
    const costs = { amount: 9.5, currency: 'EUR' };
    expect(duties([{ ...eur(97.2), ...procedure(code), transportAndInsuranceCosts: costs }])).toEqual({
      generalTaxation: general(25),
      itemsTaxation: [
        // 97.2 + 9.5 + 3 = 109.7, rounded 110; 20 % of it is 22, as in the example of Response_H7.
        {
          itemNumber: 1,
          nationalTaxCode: 'A445',
          taxType: 'B00',
          taxBaseAmount: 110,
          taxRate: 20,
          payableTaxAmount: 22,
          ...procedure(code),
        },
        { itemNumber: 1, taxType: 'A00', payableTaxAmount: 3, ...procedure(code) },
      ],
    });
  });

  it('are whole euros', () => {
    const { itemsTaxation } = duties([{ ...eur(10.26), ...procedure('F49') }]);
    // 10.26 + 3 = 13.26, rounded 13; 20 % of it is 2.6, rounded 3.
    expect(itemsTaxation[0]).toMatchObject({ taxBaseAmount: 13, payableTaxAmount: 3 });
  });

  it('count other currencies at their worth', () => {
    const item = { intrinsicValue: { intrinsicValueAmount: 100, intrinsicValueCurrency: 'USD' }, ...procedure('C07') };
    expect(duties([item]).itemsTaxation[0]?.taxBaseAmount).toBe(86);
  });

  it('spread the costs of the consignment over its items by value', () => {
    const declaration = { transportAndInsuranceCosts: { amount: 20, currency: 'EUR' } };
    const { itemsTaxation } = duties(
      [
        { ...eur(30), ...procedure('C07') },
        { ...eur(10), ...procedure('C07') },
      ],
      since,
      declaration,
    );
    expect(itemsTaxation.map((entry) => entry.taxBaseAmount)).toEqual([45, 15]);
    const worthless = duties(
      [
        { ...eur(0), ...procedure('C07') },
        { ...eur(0), ...procedure('C07') },
      ],
      since,
      declaration,
    );
    expect(worthless.itemsTaxation.map((entry) => entry.taxBaseAmount)).toEqual([10, 10]);
  });

  it('are VAT without a flat duty where nothing was sold at a distance', () => {
    expect(duties([{ ...eur(100), ...procedure('C07') }])).toEqual({
      generalTaxation: general(20),
      itemsTaxation: [
        {
          itemNumber: 1,
          nationalTaxCode: 'A445',
          taxType: 'B00',
          taxBaseAmount: 100,
          taxRate: 20,
          payableTaxAmount: 20,
          ...procedure('C07'),
        },
      ],
    });
  });

  it('are relieved between private persons up to 45 EUR for the consignment', () => {
    expect(
      duties([
        { ...eur(20), ...procedure('C08') },
        { ...eur(25), ...procedure('C08') },
      ]),
    ).toEqual({
      itemsTaxation: [
        { itemNumber: 1, payableTaxAmount: 0, ...procedure('C08') },
        { itemNumber: 2, payableTaxAmount: 0, ...procedure('C08') },
      ],
    });
    const dearer = duties([
      { ...eur(20), ...procedure('C08') },
      { ...eur(25.01), ...procedure('C08') },
    ]);
    expect(dearer.generalTaxation).toEqual(general(9));
  });

  it('have a total that is the sum of their entries', () => {
    const { generalTaxation, itemsTaxation } = duties([procedure('F49'), procedure('F48'), procedure('C07')]);
    const sum = itemsTaxation.reduce((total, entry) => total + entry.payableTaxAmount, 0);
    expect(generalTaxation).toEqual(general(sum));
    expect(itemsTaxation.map((entry) => entry.itemNumber)).toEqual([1, 1, 2, 2, 3]);
  });

  it('add C07 to F48 and F49 until 30 June 2026, and take it from F48, F49 and F53 since', () => {
    const codes = (declared: string[], at: Date) =>
      duties([procedure(...declared)], at).itemsTaxation[0]?.additionalProcedure.map(
        (entry) => entry.additionalProcedureCode,
      );
    expect(codes(['F48'], before)).toEqual(['C07', 'F48']);
    expect(codes(['C07', 'F49'], before)).toEqual(['C07', 'F49']);
    expect(codes(['C08'], before)).toEqual(['C08']);
    expect(codes(['F48', 'C07'], since)).toEqual(['F48']);
    expect(codes(['C07', 'F53'], since)).toEqual(['F53']);
    expect(codes(['C07'], since)).toEqual(['C07']);
  });

  it('keep to 99 entries and count all of them in the total', () => {
    const { generalTaxation, itemsTaxation } = duties(
      Array.from({ length: 50 }, () => ({ ...eur(1), ...procedure('F48') })),
    );
    expect(itemsTaxation).toHaveLength(50);
    expect(itemsTaxation.every((entry) => entry.taxType === 'A00')).toBe(true);
    expect(generalTaxation).toEqual(general(150));
    expect(duties(Array.from({ length: 49 }, () => ({ ...eur(1), ...procedure('F48') }))).itemsTaxation).toHaveLength(
      98,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { assess } from '../../../local/simulators/delta-h7/checks/assessment.ts';
import { guessedTaxCodes } from '../../../local/simulators/delta-h7/checks/tax-codes.ts';
import { creation, eur, procedure } from './operator.ts';

const before = new Date('2026-06-30T21:59:59Z');
const since = new Date('2026-06-30T22:00:00Z');
const today = new Date('2026-11-22T09:00:00Z');
const duties = (items: object[], at = today, declaration = {}) =>
  assess(creation({ items, declaration }).declaration, at, guessedTaxCodes);
const general = (amount: number) => ({
  guaranteedAmount: 0,
  unguaranteedAmount: amount,
  totalPayableTaxAmount: amount,
});

describe('the duties and taxes of a declaration', () => {
  const vatOf = (items: object[], declaration = {}, at = today) =>
    duties(items, at, declaration).itemsTaxation.map(({ taxRate, payableTaxAmount }) => [taxRate, payableTaxAmount]);
  const importedTo = (importerPostcode: string, importerCountry = 'FR') => ({
    importer: { importerName: 'A', importerAddress: { importerPostcode, importerCountry } },
  });

  it('are flat duty and fee under IOSS, whose VAT the vendor collected', () => {
    expect(duties([{ ...eur(40.4), ...procedure('F48') }])).toEqual({
      generalTaxation: general(5),
      itemsTaxation: [
        { itemNumber: 1, taxType: 'B00', taxBaseAmount: 45, payableTaxAmount: 0, ...procedure('F48') },
        { itemNumber: 1, taxType: 'A00', payableTaxAmount: 3, ...procedure('F48') },
        { itemNumber: 1, taxType: 'A90', payableTaxAmount: 2, ...procedure('F48') },
      ],
    });
  });

  it('were nothing under IOSS before 1 July 2026', () => {
    expect(duties([{ ...eur(40), ...procedure('F48') }], before)).toEqual({
      generalTaxation: general(0),
      itemsTaxation: [
        { itemNumber: 1, taxType: 'B00', taxBaseAmount: 40, payableTaxAmount: 0, ...procedure('C07', 'F48') },
      ],
    });
  });

  it.each([
    ['the day before the French tax', '2026-02-28T22:59:59Z', []],
    ['its first day', '2026-02-28T23:00:00Z', [['1PC', 2]]],
    ['the day before the flat duty', '2026-06-30T21:59:59Z', [['1PC', 2]]],
    [
      'its first day',
      '2026-06-30T22:00:00Z',
      [
        ['A00', 3],
        ['1PC', 2],
      ],
    ],
    [
      'the last day of the French tax',
      '2026-10-31T22:59:59Z',
      [
        ['A00', 3],
        ['1PC', 2],
      ],
    ],
    [
      'the first day of the fee',
      '2026-10-31T23:00:00Z',
      [
        ['A00', 3],
        ['A90', 2],
      ],
    ],
    [
      'the last day of the flat duty',
      '2028-06-30T21:59:59Z',
      [
        ['A00', 3],
        ['A90', 2],
      ],
    ],
    ['the day after it', '2028-06-30T22:00:00Z', [['A90', 2]]],
  ])('have the flat charges of %s', (_, at, expected) => {
    const { itemsTaxation } = duties([procedure('F49')], new Date(at));
    const [vat, ...flat] = itemsTaxation.map(({ taxType, payableTaxAmount }) => [taxType, payableTaxAmount]);
    expect(vat?.[0]).toBe('B00');
    expect(flat).toEqual(expected);
  });

  it('have no French tax under IOSS, nor in Guyane', () => {
    const types = (code: string, declaration = {}) =>
      duties([procedure(code)], since, declaration).itemsTaxation.map(({ taxType }) => taxType);
    expect(types('F48')).toEqual(['B00', 'A00']);
    expect(types('F53', importedTo('97300'))).toEqual([undefined, 'A00']);
  });

  it.each(['F49', 'F53'])('are VAT on value, costs and flat charges under %s', (code) => {
    const costs = { amount: 9.5, currency: 'EUR' };
    expect(duties([{ ...eur(95.2), ...procedure(code), transportAndInsuranceCosts: costs }])).toEqual({
      generalTaxation: general(27),
      itemsTaxation: [
        // 95.2 + 9.5 + 3 + 2 = 109.7, rounded 110; 20 % of it is 22, as in the example of Response_H7.
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
        { itemNumber: 1, taxType: 'A90', payableTaxAmount: 2, ...procedure(code) },
      ],
    });
  });

  it('are whole euros', () => {
    const { itemsTaxation } = duties([{ ...eur(8.26), ...procedure('F49') }]);
    // 8.26 + 3 + 2 = 13.26, rounded 13; 20 % of it is 2.6, rounded 3.
    expect(itemsTaxation[0]).toMatchObject({ taxBaseAmount: 13, payableTaxAmount: 3 });
  });

  it.each([
    ['490300', 5.5, 2.1],
    ['490290', 2.1, 2.1],
    ['090510', 5.5, 2.1],
    ['170490', 20, 8.5],
    ['160431', 20, 8.5],
    ['160414', 5.5, 2.1],
    ['300490', 10, 2.1],
    ['230910', 10, 2.1],
    ['610910', 20, 8.5],
  ])('have for %s a VAT of %d %, and of %d % in La Réunion', (commodityCode, rate, overseas) => {
    const goods = [{ ...eur(100), ...procedure('C07'), commodityCode }];
    expect(vatOf(goods)).toEqual([[rate, Math.round(rate)]]);
    expect(vatOf(goods, importedTo('98000', 'MC'))).toEqual([[rate, Math.round(rate)]]);
    for (const place of [importedTo('97400'), importedTo('97100'), importedTo('97200'), importedTo('1', 'RE')])
      expect(vatOf(goods, place)).toEqual([[overseas, Math.round(overseas)]]);
  });

  it.each(['97300', '97600'])('have no VAT in %s, and the flat charges all the same', (postcode) => {
    const goods = [{ ...eur(100), ...procedure('F53') }];
    expect(duties(goods, today, importedTo(postcode))).toEqual({
      generalTaxation: general(5),
      itemsTaxation: [
        { itemNumber: 1, payableTaxAmount: 0, ...procedure('F53') },
        { itemNumber: 1, taxType: 'A00', payableTaxAmount: 3, ...procedure('F53') },
        { itemNumber: 1, taxType: 'A90', payableTaxAmount: 2, ...procedure('F53') },
      ],
    });
  });

  it('are VAT only on Union goods, whatever they were sold under', () => {
    const genericInformation = { declarationType: 'CO', additionalDeclarationType: 'A' };
    expect(vatOf([{ ...eur(100), ...procedure('F53') }], { genericInformation })).toEqual([[20, 20]]);
  });

  it('have codes that can be replaced, and one for each VAT rate', () => {
    const codes = { ...guessedTaxCodes, vat: { 20: 'X020' }, handlingFee: { taxType: 'X01', nationalTaxCode: 'X001' } };
    const codesOf = (commodityCode: string) =>
      assess(creation({ items: [{ ...procedure('F53'), commodityCode }] }).declaration, today, codes).itemsTaxation.map(
        ({ taxType, nationalTaxCode }) => [taxType, nationalTaxCode],
      );
    expect(codesOf('610910')).toEqual([
      ['B00', 'X020'],
      ['A00', undefined],
      ['X01', 'X001'],
    ]);
    expect(codesOf('490300')[0]).toEqual(['B00', undefined]);
    expect(Object.keys(guessedTaxCodes.vat).map(Number).sort()).toEqual([10, 2.1, 20, 5.5, 8.5].sort());
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
    expect(itemsTaxation.map((entry) => entry.itemNumber)).toEqual([1, 1, 1, 2, 2, 2, 3]);
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
    const many = (count: number) => duties(Array.from({ length: count }, () => ({ ...eur(1), ...procedure('F48') })));
    const { generalTaxation, itemsTaxation } = many(34);
    expect(itemsTaxation).toHaveLength(34);
    expect(itemsTaxation.every((entry) => entry.taxType === 'A00')).toBe(true);
    expect(generalTaxation).toEqual(general(170));
    expect(many(33).itemsTaxation).toHaveLength(99);
  });
});

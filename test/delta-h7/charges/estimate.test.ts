import { describe, expect, it } from 'vitest';
import { estimateOfMessage } from '../../../schemas/delta-h7/charges/estimate.ts';
import { declared, line, worth } from './declarations.ts';

const estimate = (declaration: unknown, on = '2026-11-30', rates: Record<string, string> = {}) =>
  estimateOfMessage({ declaration }, on, (currency) => rates[currency]);
/** The charges as `code amount`, those that are paid by return in brackets. */
function charged(declaration: unknown, on?: string, rates?: Record<string, string>): string[] {
  const { charges = [] } = estimate(declaration, on, rates) ?? {};
  return charges.map(({ code, amount, payment }) =>
    payment === 'return' ? `(${code} ${amount})` : `${code} ${amount}`,
  );
}
const unestimated = (declaration: unknown, on?: string) =>
  estimate(declaration, on)?.unestimated.map(({ code, item }) => `${item} ${code}`);

describe('the estimate of the flat charges', () => {
  const distanceSale = declared([line()]);

  it.each([
    ['2026-02-28', []],
    ['2026-03-01', ['fr-small-parcels-tax 2']],
    ['2026-06-30', ['fr-small-parcels-tax 2']],
    ['2026-07-01', ['eu-flat-duty 3', 'fr-small-parcels-tax 2']],
    ['2026-10-31', ['eu-flat-duty 3', 'fr-small-parcels-tax 2']],
    ['2026-11-01', ['eu-flat-duty 3', 'eu-handling-fee 2']],
    ['2028-06-30', ['eu-flat-duty 3', 'eu-handling-fee 2']],
    ['2028-07-01', ['eu-handling-fee 2']],
  ])('has on %s what is owed on that day', (day, flat) => {
    expect(charged(distanceSale, day).filter((one) => !one.startsWith('vat'))).toEqual(flat);
  });

  it.each(['F48', 'F49', 'F53'])('is owed for each item of a distance sale under %s', (code) => {
    const all = charged(declared([line({}, code), line({}, code)]));
    expect(all.filter((one) => one === 'eu-flat-duty 3')).toHaveLength(2);
    expect(all.filter((one) => one === 'eu-handling-fee 2')).toHaveLength(2);
  });

  it('has no duty and no fee for Union goods of the special fiscal territories', () => {
    const union = declared([line()], { genericInformation: { declarationType: 'CO' } });
    expect(charged(union)).toEqual(['vat 4']);
    expect(charged(union, '2026-10-31')).toEqual(['vat 4']);
  });

  it.each([
    ['69003', true],
    ['20090', true],
    ['98000', true],
    ['97110', true],
    ['97200', true],
    ['97400', true],
    ['97300', false],
    ['97600', false],
    ['97150', false],
    ['97800', false],
  ])('has the French tax by the postcode %s: %s', (postcode, isOwed) => {
    const codes = charged(declared([line()], { postcode }), '2026-10-31');
    expect(codes.includes('fr-small-parcels-tax 2')).toBe(isOwed);
  });

  it('has the French tax by VAT return under IOSS and for a person registered for VAT', () => {
    const registered = { additionalFiscalReferences: [{ additionalFiscalReferenceRole: 'FR7' }] };
    expect(charged(declared([line({}, 'F48')]), '2026-10-31')).toContain('(fr-small-parcels-tax 2)');
    expect(charged(declared([line()], registered), '2026-10-31')).toContain('(fr-small-parcels-tax 2)');
    expect(estimate(declared([line({}, 'F48')]), '2026-10-31')?.total).toBe(3);
  });

  it('leaves the duty of the tariff to customs where nothing was sold at a distance', () => {
    expect(charged(declared([line({}, 'C07')]))).toEqual(['vat 4']);
    expect(unestimated(declared([line({}, 'C07')]))).toEqual(['1 customs-duty']);
    expect(unestimated(declared([line({}, 'C07')]), '2026-06-30')).toEqual([]);
  });
});

describe('the estimate of VAT', () => {
  const vatOf = (declaration: unknown, on?: string, rates?: Record<string, string>) =>
    charged(declaration, on, rates).filter((one) => one.includes('vat'));

  it('is taken of the value, the costs of transport, the duty, the tax and the fee', () => {
    const whole = { transportAndInsuranceCosts: { amount: 10, currency: 'EUR' } };
    const own = { transportAndInsuranceCosts: { amount: '5.00', currency: 'EUR' } };
    const two = declared([line({ ...worth(30), ...own }), line(worth('10.00'))], whole);
    const vat = estimate(two)?.charges.filter(({ code }) => code === 'vat');
    // 30 + 5 + 7.50 + 3 + 2 and 10 + 2.50 + 3 + 2.
    expect(vat?.map(({ base, amount }) => [base, amount])).toEqual([
      [47.5, 9.5],
      [17.5, 3.5],
    ]);
    expect(estimate(declared([line()]), '2026-10-31')?.charges.at(-1)).toMatchObject({ base: 25, amount: 5 });
  });

  it.each([
    ['69003', '610910', 'VAT 20 %', 5],
    ['69003', '490199', 'VAT 5.5 %', 1.38],
    ['69003', '090210', 'VAT 5.5 %', 1.38],
    ['69003', '170490', 'VAT 20 %', 5],
    ['69003', '300490', 'VAT 10 %', 2.5],
    ['69003', '490290', 'VAT 2.1 %', 0.53],
    ['98000', '490199', 'VAT 5.5 %', 1.38],
    ['20000', '090210', 'VAT 2.1 %', 0.53],
    ['97110', '610910', 'VAT 8.5 %', 2.13],
    ['97200', '490199', 'VAT 2.1 %', 0.53],
    ['97400', '300490', 'VAT 2.1 %', 0.53],
    ['97300', '610910', 'VAT 0 %', 0],
    ['97600', '610910', 'VAT 0 %', 0],
  ])('in %s of %s is %s', (postcode, commodityCode, text, amount) => {
    const vat = estimate(declared([line({ commodityCode })], { postcode }))?.charges.find(({ code }) => code === 'vat');
    expect(vat).toMatchObject({ text, amount });
  });

  it('knows a territory by its own country code, too', () => {
    expect(vatOf(declared([line()], { country: 'RE' }))).toEqual(['vat 2.13']);
    expect(vatOf(declared([line()], { country: 'MC', postcode: '98000' }))).toEqual(['vat 5']);
  });

  it('takes the letters of a country in either case, as customs does', () => {
    expect(vatOf(declared([line()], { country: 'fr' }))).toEqual(['vat 5']);
    expect(vatOf(declared([line()], { country: 're' }))).toEqual(['vat 2.13']);
  });

  it('is not estimated for an importer in no known territory', () => {
    expect(unestimated(declared([line()], { country: 'BE', postcode: '1000' }))).toEqual(['1 vat']);
    expect(unestimated(declared([line()], { postcode: '98800' }))).toEqual(['1 vat']);
  });

  it('leaves the octroi de mer to customs', () => {
    expect(unestimated(declared([line()], { postcode: '97300' }))).toEqual(['1 octroi-de-mer']);
  });

  it('is none at import under IOSS, in whatever currency', () => {
    expect(vatOf(declared([line({}, 'F48')]))).toEqual(['vat 0']);
    expect(vatOf(declared([line(worth(20, 'USD'), 'F48')]))).toEqual(['vat 0']);
  });

  it('is paid by return by a person who is registered', () => {
    const registered = { additionalFiscalReferences: [{ additionalFiscalReferenceRole: 'FR7' }] };
    expect(vatOf(declared([line()], registered))).toEqual(['(vat 5)']);
    expect(estimate(declared([line()], registered))?.total).toBe(5);
  });

  it('is relieved between private persons up to 45 EUR in all', () => {
    const gifts = (second: number) => declared([line(worth(20), 'C08'), line(worth(second), 'C08')]);
    expect(charged(gifts(25))).toEqual(['vat 0', 'vat 0']);
    expect(charged(gifts(25.01))).toEqual(['vat 4', 'vat 5']);
    expect(unestimated(gifts(25.01))).toEqual(['1 customs-duty', '2 customs-duty']);
    expect(unestimated(declared([line(worth(20, 'USD'), 'C08')]))).toEqual(['1 vat', '1 customs-duty']);
  });

  it('needs the rate of another currency, and says which one it lacks', () => {
    const dollars = declared([line(worth(108.37, 'USD'))]);
    expect(estimate(dollars)?.unestimated).toEqual([
      { code: 'vat', item: 1, reason: 'no rate is known of USD on that day' },
    ]);
    // 108.37 USD are 100 EUR.
    expect(vatOf(dollars, undefined, { USD: '1.0837' })).toEqual(['vat 21']);
    const costs = { transportAndInsuranceCosts: { amount: 1800, currency: 'JPY' } };
    expect(estimate(declared([line(), line()], costs))?.unestimated).toHaveLength(2);
  });
});

describe('an estimate', () => {
  it('sums exactly', () => {
    const many = declared(Array.from({ length: 30 }, () => line(worth(0.1))));
    // 0.1 + 5 at 20 % is 1.02; thirty times 6.02.
    expect(estimate(many)?.total).toBe(180.6);
    expect(estimate(declared([line(worth('1.10')), line(worth(2.2))]))?.total).toBe(12.66);
  });

  it('says of each line its source and how sure it is', () => {
    const { charges = [] } = estimate(declared([line()])) ?? {};
    expect(charges.every(({ source }) => source.length > 0)).toBe(true);
    expect(charges.map(({ certainty }) => certainty)).toEqual(['secondary', 'secondary', 'secondary']);
    expect(estimate(declared([line({ commodityCode: '490199' })], {}), '2026-01-01')?.charges).toMatchObject([
      { code: 'vat', certainty: 'inferred' },
    ]);
    expect(estimate(declared([line()]), '2026-01-01')?.charges).toMatchObject([{ certainty: 'verified' }]);
  });

  it('is none for a message without a declaration, and throws at no content', () => {
    expect(estimateOfMessage({ header: {} }, '2026-11-30')).toBeUndefined();
    for (const odd of [null, 7, 'x', [], { items: 7 }, { items: [null, 'x', { additionalProcedure: [3] }] }])
      expect(estimate(odd)?.currency).toBe('EUR');
    expect(estimate(declared([line(worth(1e300)), line(worth('x')), line(worth(-1))]))?.unestimated).toHaveLength(3);
  });
});

describe('lines that may be one', () => {
  const merged = (items: readonly object[], on?: string, more = {}) =>
    estimate(declared(items, more), on)?.mergeable.map(({ items: [...all], saves }) => [...all, saves]);

  it('are those of the same code, description and procedure, with the euros that one line saves', () => {
    expect(merged([line(worth(5)), line({ goodsDescription: 'cotton  t-shirt ' }), line()])).toEqual([[1, 2, 3, 10]]);
    expect(merged([line(), line()], '2028-07-01')).toEqual([[1, 2, 2]]);
    expect(merged([line({}, 'F48'), line({}, 'F48')], '2026-10-31')).toEqual([[1, 2, 3]]);
  });

  it.each([
    ['another code', { commodityCode: '610990' }],
    ['another description', { goodsDescription: 'Silk T-shirt' }],
    ['another origin', { countryOfOrigin: 'TR' }],
    ['another procedure', { additionalProcedure: [{ additionalProcedureCode: 'F49' }] }],
    ['another currency', worth(5, 'USD')],
    ['another exporter', { exporter: { exporterName: 'B' } }],
    ['no description', { goodsDescription: '' }],
  ])('are not those of %s', (_, other) => {
    expect(merged([line(), line(other)])).toEqual([]);
  });

  it('are none where one line saves nothing', () => {
    expect(merged([line({}, 'C07'), line({}, 'C07')])).toEqual([]);
    expect(merged([line(), line()], undefined, { genericInformation: { declarationType: 'CO' } })).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { findings } from '../../../schemas/delta-h7/charges/assessment-findings.ts';
import { differenceOfCharges } from '../../../schemas/delta-h7/charges/charges-difference.ts';
import { inFrench } from '../../../schemas/delta-h7/in-french.ts';
import { deltaH7View } from '../../../schemas/delta-h7/view.ts';
import { declared, line, worth } from './declarations.ts';

const TODAY = '2026-11-30';

/** An assessment of these taxes: `2 B00 5` is 5 EUR of VAT on item 2; a tax without a type is written `-`. */
function assessed(...taxes: readonly string[]) {
  const itemsTaxation = taxes.map((tax) => {
    const [item, type, amount] = tax.split(' ');
    return {
      itemNumber: Number(item),
      ...(type !== '-' && { taxType: type }),
      payableTaxAmount: Number(amount),
      additionalProcedure: [],
    };
  });
  const total = itemsTaxation.reduce((sum, { payableTaxAmount }) => sum + payableTaxAmount, 0);
  const general = { guaranteedAmount: 0, unguaranteedAmount: total, totalPayableTaxAmount: total };
  return { generalTaxation: general, itemsTaxation };
}

/** The differences as `item tax estimated assessed`. */
function differs(declaration: unknown, dutiesAndTaxes: unknown, day = TODAY): string[] {
  const found = differenceOfCharges(declaration, dutiesAndTaxes, day);
  return (found?.differences ?? []).map(
    ({ item, tax, estimated, assessed: paid }) => `${item} ${tax} ${estimated} ${paid}`,
  );
}

describe('an assessment against the estimate', () => {
  const sale = declared([line()]);

  it('agrees where it has the same', () => {
    expect(differs(sale, assessed('1 B00 5', '1 A00 3', '1 A90 2'))).toEqual([]);
  });

  it('agrees whatever the type of the fee, which is not public', () => {
    expect(differs(sale, assessed('1 B00 5', '1 A00 5'))).toEqual([]);
    expect(differs(sale, assessed('1 B00 5', '1 A00 3', '1 A00 2'))).toEqual([]);
    expect(differs(sale, assessed('1 B00 5', '1 A00 3', '1 - 2'))).toEqual([]);
  });

  it('differs by a missing duty, a missing fee, and one too many', () => {
    expect(differs(sale, assessed('1 B00 5', '1 A90 2'))).toEqual(['1 duty 3 0']);
    expect(differs(sale, assessed('1 B00 5', '1 A00 3'))).toEqual(['1 other 2 0']);
    expect(differs(sale, assessed('1 B00 5', '1 A00 3', '1 A90 2'), '2026-11-01')).toEqual([]);
    expect(differs(sale, assessed('1 B00 5', '1 A00 3', '1 A90 4'))).toEqual(['1 other 2 4']);
  });

  it('is found for many items of one number, which only their bounds can be told of', () => {
    const items = Array.from({ length: 33 }, (_, n) => line(worth(2 + n * 1.37)));
    const declaration = { ...sale, items: items.map((item) => ({ ...item, itemNumber: 1 })) };
    expect(differs(declaration, assessed('1 B00 192', '1 A00 99', '1 A90 66'))).toEqual([]);
    expect(differs(declaration, assessed('1 B00 7', '1 A00 99', '1 A90 66'))).toEqual(['1 vat 190.87 7']);
  });

  it('goes by the law of the day', () => {
    const withoutFee = assessed('1 B00 5', '1 A00 3', '1 1PC 2');
    expect(differs(sale, withoutFee, '2026-10-31')).toEqual([]);
    expect(differs(sale, assessed('1 B00 5', '1 A00 3'), '2026-10-31')).toEqual(['1 other 2 0']);
    expect(differs(sale, assessed('1 B00 4'), '2026-02-28')).toEqual([]);
  });

  it('differs by VAT at another rate, and not by rounding to the euro', () => {
    const shoes = declared([line(worth(89))]);
    // 94 at 20 % is 18.80.
    expect(differs(shoes, assessed('1 B00 19', '1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(shoes, assessed('1 B00 17', '1 A00 3', '1 A90 2'))).toEqual(['1 vat 18.8 17']);
    expect(differs(shoes, assessed('1 B00 5', '1 A00 3', '1 A90 2'))).toEqual(['1 vat 18.8 5']);
    expect(differs(shoes, assessed('1 A00 3', '1 A90 2'))).toEqual(['1 vat 18.8 0']);
  });

  it('agrees with VAT at each rate that is right for some of such goods', () => {
    const medicine = declared([line({ commodityCode: '300490', ...worth(95) })]);
    expect(differs(medicine, assessed('1 B00 10', '1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(medicine, assessed('1 B00 2', '1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(medicine, assessed('1 B00 6', '1 A00 3', '1 A90 2'))).toEqual(['1 vat 10 6']);
  });

  it('agrees with VAT whether the fee is in its base or not', () => {
    const dear = declared([line(worth(147))]);
    expect(differs(dear, assessed('1 B00 30', '1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(dear, assessed('1 B00 31', '1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(dear, assessed('1 B00 29', '1 A00 3', '1 A90 2'))).toEqual(['1 vat 30.4 29']);
  });

  it('is no false alarm under IOSS, whose VAT is 0', () => {
    const ioss = declared([line(worth(20, 'USD'), 'F48')]);
    expect(differs(ioss, assessed('1 B00 0', '1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(ioss, assessed('1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(ioss, assessed('1 B00 4', '1 A00 3', '1 A90 2'))).toEqual(['1 vat 0 4']);
    // The French tax is paid by return, and may be assessed all the same.
    expect(differs(ioss, assessed('1 B00 0', '1 A00 3'), '2026-10-31')).toEqual([]);
    expect(differs(ioss, assessed('1 B00 0', '1 A00 3', '1 1PC 2'), '2026-10-31')).toEqual([]);
  });

  it('is no false alarm on relief between private persons', () => {
    const gift = declared([line({}, 'C08')]);
    expect(differs(gift, { itemsTaxation: [{ itemNumber: 1, payableTaxAmount: 0 }] })).toEqual([]);
    expect(differs(gift, { itemsTaxation: [] })).toEqual([]);
    expect(differs(gift, assessed('1 B00 4'))).toEqual(['1 vat 0 4']);
    expect(differs(declared([line(worth(20, 'USD'), 'C08')]), assessed('1 B00 4', '1 A00 9'))).toEqual([]);
  });

  it('does not compare what was not estimated', () => {
    expect(differs(declared([line({}, 'C07')]), assessed('1 B00 4', '1 A00 17'))).toEqual([]);
    expect(differs(declared([line(worth(20, 'USD'))]), assessed('1 B00 99', '1 A00 3', '1 A90 2'))).toEqual([]);
    const guyane = declared([line()], { postcode: '97300' });
    expect(differs(guyane, assessed('1 A00 3', '1 - 7'))).toEqual([]);
    expect(differs(guyane, assessed('1 B00 5', '1 - 7'))).toEqual(['1 vat 0 5', '1 duty 3 0']);
  });

  it('takes VAT by return as assessed or not', () => {
    const registered = declared([line()], { additionalFiscalReferences: [{ additionalFiscalReferenceRole: 'FR7' }] });
    expect(differs(registered, assessed('1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(registered, assessed('1 B00 5', '1 A00 3', '1 A90 2'))).toEqual([]);
    expect(differs(registered, assessed('1 B00 9', '1 A00 3', '1 A90 2'))).toEqual(['1 vat 0 9']);
  });

  it('differs by an item that was not declared', () => {
    expect(differs(sale, assessed('1 B00 5', '1 A00 3', '1 A90 2', '2 A00 3'))).toEqual(['2 duty 0 3']);
  });

  it('compares the total alone where there are more taxes than entries', () => {
    const many = declared(Array.from({ length: 40 }, () => line({}, 'F48')));
    const entries = Array.from({ length: 40 }, (_, index) => `${index + 1} A00 3`);
    const cut = (total: number) => ({ ...assessed(...entries), generalTaxation: { totalPayableTaxAmount: total } });
    expect(differs(many, cut(200))).toEqual([]);
    expect(differs(many, cut(120))).toEqual(['null all 200 120']);
    expect(differs(many, { itemsTaxation: [] })).toEqual([]);
  });

  it('throws at no content', () => {
    for (const odd of [null, 7, 'x', [], { itemsTaxation: 7 }, { itemsTaxation: [null, 'x', { itemNumber: {} }] }]) {
      expect(() => differs(sale, odd)).not.toThrow();
      expect(() => differs(odd, assessed('1 A00 3'))).not.toThrow();
    }
  });
});

describe('what follows from the answers', () => {
  const sale = declared([line()]);
  const right = assessed('1 B00 5', '1 A00 3', '1 A90 2');
  const answer = (message: string, dutiesAndTaxes: unknown, raw: string, since: string, declaration?: unknown) => ({
    message,
    facts: {
      state: { raw, since },
      ...(dutiesAndTaxes !== undefined && { details: { dutiesAndTaxes } }),
      ...(declaration !== undefined && { declaration }),
    },
  });
  const BEFORE = '2026-10-31T23:30:00+01:00[Europe/Paris]';
  const AFTER = '2026-11-01T00:30:00+01:00[Europe/Paris]';

  it('is nothing before an assessment, and where it is as expected', () => {
    expect(findings(sale, [])).toEqual({});
    expect(findings(sale, [answer('State_H7', undefined, 'VLD', AFTER)])).toEqual({});
    expect(findings(sale, [answer('Response_H7', right, 'VLD', AFTER)])).toEqual({});
    expect(findings(undefined, [answer('Response_H7', right, 'VLD', AFTER)])).toEqual({});
  });

  it('is judged by the day of the acceptance in Paris', () => {
    const found = findings(sale, [answer('Response_H7', right, 'VLD', BEFORE)]);
    expect(found.chargesDifference).toBeUndefined();
    const withoutFee = assessed('1 B00 5', '1 A00 3');
    expect(findings(sale, [answer('Response_H7', withoutFee, 'VLD', AFTER)])).toEqual({
      chargesDifference: {
        on: '2026-11-01',
        currency: 'EUR',
        differences: [{ item: 1, tax: 'other', estimated: 2, assessed: 0 }],
      },
    });
  });

  it('is that of the latest assessment: a validation brings another', () => {
    const answers = [
      answer('Response_H7', assessed('1 B00 5', '1 A00 3', '1 1PC 2'), 'ANT', BEFORE),
      answer('Response_H7', assessed('1 B00 5', '1 A00 3'), 'VLD', AFTER),
      answer('State_H7', undefined, 'BAE', '2026-11-02T09:00:00+01:00[Europe/Paris]'),
    ];
    expect(findings(sale, answers.slice(0, 1))).toEqual({});
    expect(findings(sale, answers).chargesDifference?.on).toBe('2026-11-01');
  });

  it('goes by the declaration as it was amended, and the day on which it was accepted', () => {
    const amended = declared([line(), line()]);
    const twice = assessed('1 B00 5', '2 B00 5', '1 A00 3', '2 A00 3', '1 1PC 2', '2 1PC 2');
    const answers = [
      answer('Response_H7', assessed('1 B00 5', '1 A00 3', '1 1PC 2'), 'VLD', BEFORE),
      answer('Response_Amendment_H7', twice, 'BAE', AFTER, amended),
    ];
    expect(findings(sale, answers)).toEqual({});
  });

  it('is nothing where no answer tells the day of the acceptance', () => {
    const consulted = answer('Response_Consult_H7', assessed('1 A00 3'), 'BAE', AFTER);
    expect(findings(sale, [consulted])).toEqual({});
    expect(findings(sale, [answer('Response_H7', assessed('1 A00 3'), 'VLD', 'soon')])).toEqual({});
  });
});

describe('a difference as it is shown', () => {
  const found = differenceOfCharges(declared([line()]), assessed('1 B00 5', '1 A00 3'), TODAY);
  const [, section] = deltaH7View.sectionsOf?.({ dutiesAndTaxes: {}, chargesDifference: found }) ?? [];

  it('is a section with each charge, and says that it is an estimate', () => {
    expect(section?.table?.rows).toEqual([['1', 'other charges', '2.00 EUR', '0.00 EUR']]);
    expect(section?.closing?.at(-1)).toContain('an estimate of ours');
    expect(deltaH7View.sectionsOf?.({ dutiesAndTaxes: {} })).toHaveLength(1);
  });

  it('has its French', () => {
    const texts = [
      section?.title,
      ...(section?.table?.columns ?? []),
      'VAT',
      'customs duty',
      'other charges',
      'all charges',
    ];
    const closing = (section?.closing ?? []).filter((part) => typeof part === 'string');
    expect([...texts, ...closing].filter((text) => !inFrench[text ?? ''])).toEqual([]);
  });
});

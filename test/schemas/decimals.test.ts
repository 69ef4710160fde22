import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decimalForms } from '../../schemas/decimal-form.ts';
import { takeDecimals } from '../../schemas/decimals.ts';
import { amount, quantity } from '../../schemas/delta-h7/fields.ts';
import { parseExactJson, writeExactJson } from '../../schemas/exact-json.ts';
import { inferred } from '../../schemas/inferred.ts';

const schema = z.looseObject({
  amount: amount().optional(),
  item: z.array(z.looseObject({ mass: inferred(quantity().optional(), 'a mark') })).optional(),
});

const taken = (text: string) => {
  const { value, numbers } = parseExactJson(text);
  const faults = takeDecimals(schema, value, numbers);
  return { text: writeExactJson(value, numbers), faults: faults.map(({ pointer, rule }) => `${pointer}: ${rule}`) };
};

describe('decimals', () => {
  it('[F36] may be texts, and go out as numbers with exactly the same digits', () => {
    expect(taken('{"amount":"5.8000","item":[{},{"mass":"0.100"}],"other":"5.80"}')).toEqual({
      text: '{"amount":5.8000,"item":[{},{"mass":0.100}],"other":"5.80"}',
      faults: [],
    });
    for (const digits of ['0', '0.00', '99999999999999.99', '12345678901234.10', '1e2', '1.5E+3'])
      expect(taken(`{"amount":"${digits}"}`), digits).toEqual({ text: `{"amount":${digits}}`, faults: [] });
  });

  it('that are texts of another form are left to the schema', () => {
    for (const text of ['', '5,80', '05.8', '+5', '.5', '5.', ' 5', '1_000', 'NaN', '0x10', '٣'])
      expect(taken(JSON.stringify({ amount: text })), text).toEqual({
        text: JSON.stringify({ amount: text }),
        faults: [],
      });
    expect(schema.safeParse({ amount: '5,80' }).success).toBe(false);
  });

  it('[F36] are counted by their written digits, not by those of a floating-point number', () => {
    for (const digits of ['0.10000000000000001', '19.999', '1e-3', '12345678901234.567'])
      for (const text of [digits, `"${digits}"`])
        expect(taken(`{"amount":${text}}`).faults, text).toEqual(['/amount: at most 2 decimals']);
    for (const digits of ['12345678901234567', '123456789012345.67', '1e16', '9007199254740993000'])
      expect(taken(`{"amount":${digits}}`).faults, digits).toEqual(['/amount: at most 16 digits']);
    expect(taken('{"item":[{"mass":1234567890.123456},{"mass":1.1234567}]}').faults).toEqual([
      '/item/1/mass: at most 6 decimals',
    ]);
  });

  it('keep their form when the schema is marked or optional', () => {
    expect(decimalForms().get(amount())).toEqual({ digits: 16, decimals: 2 });
    expect(decimalForms().get(inferred(quantity(), 'a mark'))).toEqual({ digits: 16, decimals: 6 });
  });

  it('may have to be written without an exponent, or in digits alone', () => {
    const form = (written: 'plain' | 'whole') => {
      const number = z.number().register(decimalForms(), { digits: 9, decimals: 2, written });
      return (text: string) => {
        const { value, numbers } = parseExactJson(`{"n":${text}}`);
        return takeDecimals(z.object({ n: number }), value, numbers).map(({ rule }) => rule);
      };
    };
    for (const text of ['1e2', '100E-1', '"1e2"'])
      expect(form('plain')(text), text).toEqual(['a decimal number without an exponent']);
    for (const text of ['-1.50', '"1.50"', '100']) expect(form('plain')(text), text).toEqual([]);
    for (const text of ['8.0', '8e0', '"8.0"'])
      expect(form('whole')(text), text).toEqual(['a whole number, of digits alone']);
    for (const text of ['-8', '"8"']) expect(form('whole')(text), text).toEqual([]);
  });
});

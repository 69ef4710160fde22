import * as z from 'zod';
import { decimalForms } from '../../decimal-form.ts';
import { XML_CHARACTERS } from '../../xml/xml-characters.ts';
import {
  brokenNumberRule,
  charactersIn,
  DECIMAL_TEXT,
  digitsOf,
  INTEGER_TEXT,
  isDateText,
  type NumberLimits,
} from './lexical.ts';
import { writtenForms } from './written-form.ts';

/** The fields of a declaration, by the types of the published schema; each is described for those who fill it in. */

/** A text of so many characters. Its white space belongs to it. */
export function text({ atLeast = 0, atMost = Number.POSITIVE_INFINITY }, description: string) {
  return z
    .string()
    .regex(XML_CHARACTERS, 'characters that XML can hold: no control characters')
    .refine(
      (value) => atLeast === 0 || charactersIn(value) >= atLeast,
      atLeast === 1 ? 'must not be empty' : `at least ${atLeast} characters`,
    )
    .refine((value) => value.length <= atMost || charactersIn(value) <= atMost, `at most ${atMost} characters`)
    .meta({
      description,
      ...(atLeast > 0 && { minLength: atLeast }),
      ...(Number.isFinite(atMost) && { maxLength: atMost }),
    });
}

/** A text of a form. */
export const pattern = (form: RegExp, rule: string, description: string) =>
  z.string().regex(form, rule).meta({ description });

/** One of these values. */
export const oneOf = <const Value extends string>(values: readonly Value[], description: string) =>
  z.enum(values).meta({ description });

/** Yes or no: `true` or `false` in JSON; XML may have 1 and 0, too. */
export const yesNo = (description: string) => z.boolean().meta({ description });

/** A day, as `2026-08-31`. */
export const day = (description: string) =>
  z
    .string()
    .refine(isDateText, 'a day that exists, as 2026-08-31')
    .meta({ description, format: 'date' })
    .register(writtenForms(), { collapsed: true });

/** A volume in hectolitres, 0 or more. */
export const volume = (description: string) => decimal({ decimals: 5, atLeast: 0 }, `${description}, in hectolitres`);

/** A stock in hectolitres; it may be negative. */
export const stock = (description: string) => decimal({ decimals: 5 }, `${description}, in hectolitres`);

/** A number of pieces, 0 or more. */
export const count = (description: string) => integer({ atLeast: 0 }, description);

/** A decimal: a JSON number, or a text with the same digits. It goes out as it is written. */
export function decimal(limits: NumberLimits & { decimals: number }, description: string) {
  const { decimals } = limits;
  return number(limits, 'a decimal number', `${description}; at most ${decimals} decimals`, DECIMAL_TEXT)
    .register(decimalForms(), { digits: Number.POSITIVE_INFINITY, decimals, written: 'plain' })
    .register(writtenForms(), { collapsed: true });
}

/** A whole number: a JSON number, or a text with the same digits (`08`). It goes out as it is written. */
export function integer(limits: NumberLimits, description: string) {
  return number(limits, 'a whole number', description, INTEGER_TEXT)
    .register(decimalForms(), { digits: Number.POSITIVE_INFINITY, decimals: 0, written: 'whole' })
    .register(writtenForms(), { collapsed: true });
}

function number(limits: NumberLimits, kind: string, description: string, form: RegExp) {
  const { atLeast: minimum, atMost: maximum, above: exclusiveMinimum, below: exclusiveMaximum } = limits;
  const bounds = Object.entries({ minimum, maximum, exclusiveMinimum, exclusiveMaximum });
  return z
    .union([z.number(), z.string()], kind)
    .check(({ value, issues }) => {
      const broken = brokenNumberRule(typeof value === 'number' ? digitsOf(value) : value, limits);
      if (broken) issues.push({ code: 'custom', message: broken, input: value });
    })
    .meta({
      description,
      pattern: form.source,
      ...Object.fromEntries(bounds.filter(([, bound]) => bound !== undefined)),
    });
}

/** A field that is an attribute in XML. */
export function attribute<Schema extends z.ZodType>(schema: Schema): Schema {
  writtenForms().add(schema, { ...writtenForms().get(schema), attribute: true });
  return schema;
}

import type * as z from 'zod';
import { type DecimalForm, decimalForms } from './decimal-form.ts';
import { type NumberTexts, setNumberText } from './exact-json.ts';
import { type Fault, shownPointer, valueKind } from './fault.ts';

/** A number as JSON writes it. */
export const DECIMAL = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * Takes the decimals of a message as they are written: a text that is a number becomes that number, noted with exactly
 * its digits. The digits of the text are counted, since a computer's number may have lost some.
 * @param message the parsed message; changed where it holds decimals as texts
 * @param numbers the numbers as written; those that were texts are added
 */
export function takeDecimals(schema: z.ZodType, message: unknown, numbers: NumberTexts): Fault[] {
  return [...decimalsIn(schema, message, [])].flatMap(({ parent, path, form }) => {
    const key = path.at(-1) ?? '';
    const given = parent[key];
    if (typeof given === 'string' && DECIMAL.test(given)) {
      parent[key] = Number(given);
      setNumberText(numbers, path, given);
    }
    const written = textAt(numbers, path) ?? JSON.stringify(parent[key]);
    const rule = typeof parent[key] === 'number' ? brokenRule(written, form) : undefined;
    return rule ? [{ pointer: shownPointer(path), rule, found: valueKind(given), remedy: 'correct this value' }] : [];
  });
}

interface Decimal {
  parent: Record<string, unknown>;
  path: string[];
  form: DecimalForm;
}

/** Every value for which the schema has a decimal, whatever the value's type. */
function* decimalsIn(schema: z.core.$ZodType, value: unknown, path: string[], parent = {}): Generator<Decimal> {
  const form = decimalForms().get(schema);
  if (form) {
    if (value !== undefined) yield { parent, path, form };
    return;
  }
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'nullable') yield* decimalsIn(def.innerType, value, path, parent);
  else if (def.type === 'array' && Array.isArray(value)) {
    for (const [n, one] of value.entries()) yield* decimalsIn(def.element, one, [...path, String(n)], value);
  } else if (def.type === 'object' && typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(def.shape)) {
      const one = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      if (one !== undefined) yield* decimalsIn(inner, one, [...path, key], value);
    }
  }
}

function textAt(numbers: NumberTexts, path: readonly string[]): string | undefined {
  const at = path.reduce<string | NumberTexts | undefined>(
    (inner, key) => (inner instanceof Map ? inner.get(key) : undefined),
    numbers,
  );
  return typeof at === 'string' ? at : undefined;
}

/** The ways to write a number that an authority may ask for. */
const ways = {
  plain: { pattern: /^[^eE]*$/, rule: 'a decimal number without an exponent' },
  whole: { pattern: /^-?[0-9]+$/, rule: 'a whole number, of digits alone' },
} as const;

/** Zeros at either end are no digits: `5.8000` is a number of one decimal. */
function brokenRule(written: string, { digits, decimals, written: only }: DecimalForm): string | undefined {
  if (only && !ways[only].pattern.test(written)) return ways[only].rule;
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const all = `${whole}${fraction}`;
  const significant = all.replace(/0+$/, '');
  if (significant === '') return undefined;
  const point = whole.length + Number(exponent);
  const leading = /^0*/.exec(all)?.[0].length ?? 0;
  const behind = Math.max(0, significant.length - point);
  if (behind > decimals) return `at most ${decimals} decimals`;
  return Math.max(0, point - leading) + behind > digits ? `at most ${digits} digits` : undefined;
}

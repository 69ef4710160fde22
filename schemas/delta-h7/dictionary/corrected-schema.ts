import * as z from 'zod';
import { type DecimalForm, decimalForms } from '../../decimal-form.ts';
import { decimal } from '../fields.ts';
import { CARDINALITY, LENGTH } from './dictionary.ts';
import type { NameNode } from './name-tree.ts';

type AnySchema = z.core.$ZodTypes;

/**
 * A schema with the lengths and cardinalities of a dictionary in place of ours. Codes and date-times keep their form,
 * and what the gateway fills in may still be left out.
 * @param wire the schema of the same message on the wire, by which a field that is left out here may be required
 */
export function correctedSchema(schema: z.ZodType, node: NameNode, wire: z.ZodType = schema): z.ZodType {
  const made = corrected(schema, node, wire);
  const meta = schema.meta();
  return made === schema || !meta ? made : made.meta(meta);
}

function corrected(schema: z.ZodType, node: NameNode, wire: z.ZodType): z.ZodType {
  const { def } = (schema as unknown as AnySchema)._zod;
  if (def.type === 'optional') {
    const inner = correctedSchema(def.innerType as z.ZodType, node, unwrapped(wire));
    return inner === def.innerType ? schema : inner.optional();
  }
  if (def.type === 'array') {
    const entry = entryOf(unwrapped(wire));
    const element = correctedSchema(def.element as z.ZodType, node, entry ?? (def.element as z.ZodType));
    const bounds = boundsOf(node);
    if (bounds)
      return z.array(element).min(bounds.least, leastWords(bounds.least)).max(bounds.most, mostWords(bounds.most));
    return element === def.element ? schema : (schema as z.ZodArray).clone({ ...def, element } as never);
  }
  if (def.type === 'object') return correctedObject(schema as z.ZodObject, node, unwrapped(wire));
  return node.says.length === undefined ? schema : withLength(schema, node.says.length);
}

function correctedObject(schema: z.ZodObject, node: NameNode, wire: z.ZodType): z.ZodType {
  const shape = wire instanceof z.ZodObject ? wire.shape : {};
  const changes = Object.entries(schema.shape).flatMap(([key, field]) => {
    const child = node.children.get(key);
    if (!child) return [];
    const before = field as z.ZodType;
    const onWire = (shape[key] ?? field) as z.ZodType;
    const after = asOften(correctedSchema(before, child, onWire), child, isOptional(onWire));
    return after === before ? [] : [[key, after] as const];
  });
  return changes.length === 0 ? schema : schema.extend(Object.fromEntries(changes));
}

/** A field that the dictionary requires, or does not. */
function asOften(field: z.ZodType, { says }: NameNode, mayBeAbsentOnWire: boolean): z.ZodType {
  const [, least] = CARDINALITY.exec(says.cardinality ?? '') ?? [];
  if (least === undefined) return field;
  if (Number(least) === 0) return isOptional(field) ? field : field.optional();
  return isOptional(field) && mayBeAbsentOnWire ? unwrapped(field) : field;
}

const isOptional = (schema: z.ZodType) => (schema as unknown as AnySchema)._zod.def.type === 'optional';

function unwrapped(schema: z.ZodType): z.ZodType {
  const { def } = (schema as unknown as AnySchema)._zod;
  return def.type === 'optional' ? unwrapped(def.innerType as z.ZodType) : schema;
}

function entryOf(schema: z.ZodType): z.ZodType | undefined {
  const { def } = (schema as unknown as AnySchema)._zod;
  return def.type === 'array' ? (def.element as z.ZodType) : undefined;
}

/** The most entries where the dictionary sets no limit: that of errors, the longest list of the published pages. */
const MANY = 999;

/** The entries that a list may have; a list that is there has one. */
function boundsOf({ says }: NameNode): { least: number; most: number } | undefined {
  const [, least, most] = CARDINALITY.exec(says.cardinality ?? '') ?? [];
  if (least === undefined || most === undefined) return undefined;
  return { least: Number(least), most: most === 'n' ? MANY : Number(most) };
}

const leastWords = (least: number) => `at least ${least} ${least === 1 ? 'entry' : 'entries'}`;
const mostWords = (most: number) => `at most ${most} ${most === 1 ? 'entry' : 'entries'}`;

/** A text or a number with another length; a code of a list and a date-time stay as they are. */
function withLength(schema: z.ZodType, length: string): z.ZodType {
  const [, kind = 'an', upTo, digits = '', decimals = '0'] = LENGTH.exec(length) ?? [];
  const most = Number(digits);
  const { def } = (schema as unknown as AnySchema)._zod;
  const form = decimalForms().get(schema) as DecimalForm | undefined;
  if (form) return decimal(most, Number(decimals));
  if (def.type === 'number')
    return z
      .int('whole number')
      .min(0, '0 or more')
      .lt(10 ** Math.min(most, 15), `at most ${most} digits`);
  if (def.type !== 'string') return schema;
  const pattern = patternOf(schema);
  if (pattern === undefined) return textOf(kind, most, upTo === undefined);
  // A form of our own that has this very length is stricter than the length alone.
  const own = /\{(\d+)\}\$$/.exec(pattern)?.[1];
  return own === undefined || Number(own) === most ? schema : textOf(kind, most, upTo === undefined);
}

/** The pattern of a text, where it has one. */
function patternOf(schema: z.ZodType): string | undefined {
  const { checks = [] } = (schema as unknown as AnySchema)._zod.def;
  const patterns = checks.map((check) => (check._zod.def as { pattern?: RegExp }).pattern?.source);
  return patterns.find((pattern) => pattern !== undefined);
}

/** The characters of each kind, and their words. */
const kinds: Readonly<Record<string, { pattern: RegExp; words: string } | undefined>> = {
  a: { pattern: /^\p{L}*$/u, words: 'letters alone' },
  n: { pattern: /^[0-9]*$/, words: 'digits alone' },
};

function textOf(kind: string, most: number, isExact: boolean): z.ZodType {
  const least = isExact ? most : 1;
  const short = least === 1 ? 'must not be empty' : `${most} characters`;
  const bounded = z
    .string()
    .min(least, short)
    .max(most, isExact ? short : `at most ${most} characters`);
  const only = kinds[kind];
  return only ? bounded.regex(only.pattern, only.words) : bounded;
}

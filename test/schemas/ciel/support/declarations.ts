import * as fc from 'fast-check';
import * as z from 'zod';
import { type Drm, drm } from '../../../../schemas/ciel/drm/drm.ts';
import { decimalForms } from '../../../../schemas/decimal-form.ts';
import { decimals, texts, wholes } from './texts.ts';

/** Declarations that the schema accepts, with every field that it has, in every form. */
export function declarations(): fc.Arbitrary<Drm> {
  return valuesOf(drm()) as fc.Arbitrary<Drm>;
}

function valuesOf(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const meta = z.globalRegistry.get(schema) as Record<string, number | undefined> | undefined;
  switch (def.type) {
    case 'object':
      return objectsOf(def.shape);
    case 'array':
      return fc.array(valuesOf(def.element), { minLength: 1, maxLength: 3 });
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'boolean':
      return fc.boolean();
    case 'union':
      return numbersOf(schema, meta ?? {});
    case 'string':
      return stringsOf(schema, meta ?? {});
    default:
      throw new Error(`nothing is generated for ${def.type}`);
  }
}

function objectsOf(shape: Readonly<Record<string, z.core.$ZodType>>): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(shape).map(([name, schema]) => {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    return {
      name,
      isOptional: def.type === 'optional',
      values: valuesOf(def.type === 'optional' ? def.innerType : schema),
    };
  });
  const requiredKeys = fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
  const objects = fc.record(Object.fromEntries(fields.map(({ name, values }) => [name, values])), {
    requiredKeys,
    noNullPrototype: true,
  });
  if (!('code-inao' in shape)) return objects;
  return fc.tuple(objects, fc.constantFrom('code-inao', 'libelle-fiscal')).map(([value, left]) => {
    if (!('code-inao' in value && 'libelle-fiscal' in value)) return value;
    const { [left]: _, ...rest } = value;
    return rest;
  });
}

function numbersOf(schema: z.core.$ZodType, meta: Record<string, number | undefined>): fc.Arbitrary<unknown> {
  const form = decimalForms().get(schema);
  if (!form) throw new Error('a number without a form');
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = meta;
  if (form.written === 'whole') return wholes(minimum ?? -2_147_483_648, maximum ?? Number.POSITIVE_INFINITY);
  return decimals(form.decimals, {
    ...(exclusiveMinimum !== undefined && { above: exclusiveMinimum }),
    ...(exclusiveMaximum !== undefined && { below: exclusiveMaximum }),
    ...(minimum !== undefined && { atLeast: minimum }),
  });
}

function stringsOf(schema: z.core.$ZodType, meta: Record<string, unknown>): fc.Arbitrary<string> {
  if (meta['format'] === 'date') return days;
  const form = (z.toJSONSchema(schema as z.ZodType) as { pattern?: string }).pattern;
  if (form && meta['minLength'] === undefined && meta['maxLength'] === undefined && !form.includes('uD7FF'))
    return fc.stringMatching(new RegExp(form));
  return texts((meta['minLength'] as number | undefined) ?? 0, (meta['maxLength'] as number | undefined) ?? 40);
}

const days = fc
  .tuple(
    fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
    fc.constantFrom('', 'Z', '+02:00', '-14:00'),
  )
  .map(([date, offset]) => `${date.toISOString().slice(0, 10)}${offset}`);

/** A declaration as it is read from XML: its numbers are texts, its short codes INAO are filled. */
export function asRead(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(value);
  if (typeof value === 'string')
    return name === 'code-inao' ? value + ' '.repeat(Math.max(0, 6 - [...value].length)) : value;
  if (Array.isArray(value)) return value.map((one) => asRead(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asRead(inner, key)]));
}

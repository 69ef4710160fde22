import * as z from 'zod';
import { writtenForms } from '../../../../schemas/ciel/drm/written-form.ts';
import { decimalForms } from '../../../../schemas/decimal-form.ts';

/**
 * A schema in one line: the fields of an object in its brackets, `@` for an attribute, `?` for one that may be absent, `*`
 * for one that may occur again, and after a colon the limits of a value.
 */
export function outlineOf(schema: z.core.$ZodType): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== 'object') return `:${limitsOf(schema)}`;
  return `(${Object.entries(def.shape)
    .map(([name, field]) => fieldOf(name, field))
    .join(' ')})`;
}

function fieldOf(name: string, schema: z.core.$ZodType): string {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const one = def.type === 'optional' ? def.innerType : schema;
  const inner = (one as z.core.$ZodTypes)._zod.def;
  const attribute = writtenForms().get(one)?.attribute ? '@' : '';
  const most = z.toJSONSchema(one as z.ZodType).maxItems ?? '';
  const times = inner.type === 'array' ? `*${most}` : '';
  const shown = `${attribute}${name}${times}${def.type === 'optional' ? '?' : ''}`;
  return shown + outlineOf(inner.type === 'array' ? inner.element : one);
}

/** Limits that many fields have. */
const known: Readonly<Record<string, string>> = {
  'decimal/5:0..': 'volume',
  'decimal/5:..': 'stock',
  'whole:0..': 'count',
};

function limitsOf(schema: z.core.$ZodType): string {
  const json = z.toJSONSchema(schema as z.ZodType);
  if (json.type === 'boolean') return 'boolean';
  if (json.enum) return `oneOf:${json.enum.length}`;
  if (json.format) return json.format;
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = json;
  const form = decimalForms().get(schema);
  if (form) {
    const bounds = [
      above === undefined ? '' : `>${above}`,
      minimum ?? '',
      '..',
      maximum ?? '',
      below === undefined ? '' : `<${below}`,
    ];
    const kind = `${form.written === 'whole' ? 'whole' : `decimal/${form.decimals}`}:${bounds.join('')}`;
    return known[kind] ?? kind;
  }
  const { minLength = 0, maxLength = '' } = json;
  return json.pattern?.includes('uD7FF') ? `text:${minLength}..${maxLength}` : `${json.pattern}`;
}

import type * as z from 'zod';

/** A field of a form, made from a schema. */
export type FormField =
  /** Members that the gateway fills in are no fields. */
  (
    | { kind: 'object'; fields: ReadonlyMap<string, FormField>; filledIn: ReadonlySet<string> }
    | { kind: 'list'; element: FormField }
    | { kind: 'text' | 'number' | 'flag' | 'json' }
  ) & {
    /** The message is complete without it. */
    isOptional: boolean;
    /** The only values that it takes. */
    choices?: readonly string[];
    /** The most characters of a text. */
    most?: number;
  };

/**
 * The field for a schema: an object, a list, or one value that is typed in.
 * @param whole the schema of the message on the wire: what that needs and the other does not is filled in by the gateway,
 *   and is no field
 * @param given the name of a field that is one all the same
 */
export function formFieldOf(schema: z.core.$ZodType, whole?: z.core.$ZodType, given?: string): FormField {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'optional':
    case 'nullable':
      return { ...formFieldOf(def.innerType, whole && inner(whole), given), isOptional: true };
    case 'object':
      return { kind: 'object', isOptional: false, ...membersOf(def.shape, whole, given) };
    case 'array':
      return { kind: 'list', isOptional: false, element: formFieldOf(def.element, whole && elementOf(whole), given) };
    case 'string': {
      const most = (schema as z.ZodString).maxLength;
      return { kind: 'text', isOptional: false, ...(most !== null && Number.isFinite(most) && { most }) };
    }
    case 'enum':
      return { kind: 'text', isOptional: false, choices: Object.values(def.entries).map(String) };
    case 'literal':
      return { kind: 'text', isOptional: false, choices: def.values.map(String) };
    case 'boolean':
      return { kind: 'flag', isOptional: false };
    case 'number':
      return { kind: 'number', isOptional: false };
    case 'union':
      return unionField(def.options);
    default:
      return { kind: 'json', isOptional: false };
  }
}

/** A number that may be written as a text is a number. */
function unionField(options: readonly z.core.$ZodType[]): FormField {
  const fields = options.map((option) => formFieldOf(option));
  const only = fields.every(({ kind }) => kind === 'text' || kind === 'number');
  return { kind: only && fields.some(({ kind }) => kind === 'number') ? 'number' : 'json', isOptional: false };
}

function membersOf(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  whole: z.core.$ZodType | undefined,
  given: string | undefined,
): Pick<FormField & { kind: 'object' }, 'fields' | 'filledIn'> {
  const fields = new Map<string, FormField>();
  const filledIn = new Set<string>();
  const ofWhole = whole && shapeOf(whole);
  for (const [name, schema] of Object.entries(shape)) {
    const same = ofWhole?.[name];
    if (name !== given && isOptional(schema) && same !== undefined && !isOptional(same)) filledIn.add(name);
    else fields.set(name, formFieldOf(schema, same, given));
  }
  return { fields, filledIn };
}

const typeOf = (schema: z.core.$ZodType) => (schema as z.core.$ZodTypes)._zod.def;
const isOptional = (schema: z.core.$ZodType) => typeOf(schema).type === 'optional';

function inner(schema: z.core.$ZodType): z.core.$ZodType {
  const def = typeOf(schema);
  return def.type === 'optional' || def.type === 'nullable' ? inner(def.innerType) : schema;
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const def = typeOf(inner(schema));
  return def.type === 'object' ? def.shape : undefined;
}

function elementOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const def = typeOf(inner(schema));
  return def.type === 'array' ? def.element : undefined;
}

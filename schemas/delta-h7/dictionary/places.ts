import * as z from 'zod';
import type { MessageContract } from '../../contract.ts';
import { decimalForms } from '../../decimal-form.ts';
import { lazily } from '../../lazily.ts';
import { declaration } from '../declaration.ts';
import { country, text } from '../fields.ts';
import { dutiesAndTaxes } from '../response-h7.ts';

type AnySchema = z.core.$ZodTypes;

/** A field of a message, by its place without indices: `declaration.items.commodityCode`. */
export interface MessagePlaceInfo {
  place: string;
  /** The schemas mark it, or an object around it, as inferred. */
  isInferred: boolean;
  kind: 'object' | 'text' | 'decimal' | 'whole number' | 'other';
  isList: boolean;
  isOptional: boolean;
}

/**
 * Objects that our schemas leave open, whose fields are those of a sibling message: the dictionary names them, too.
 */
const open: Readonly<Record<string, () => z.ZodType>> = {
  'Response_Amendment_H7:dutiesAndTaxes': dutiesAndTaxes,
  'Response_Amendment_H7:declaration': declaration,
  'Response_Consult_H7:declarations.dutiesAndTaxes': dutiesAndTaxes,
  'Request_Amendment_H7:supportingDocuments': lazily(() =>
    z.looseObject({ supportingDocumentReference: text(70), supportingDocumentType: text(4) }),
  ),
};

/** Of an exporter only its own country matters to our rules, so its address is open in the schema. */
const exporterAddress = lazily(() =>
  z.looseObject({
    exporterStreet: text(70).optional(),
    exporterCountry: country().optional(),
    exporterPostcode: text(17).optional(),
    exporterCity: text(35).optional(),
  }),
);

/** Every field of a message on the wire, in the order of its schema. */
export function placesOfMessage({ message, schema }: Pick<MessageContract, 'message' | 'schema'>): MessagePlaceInfo[] {
  return [...below(schema(), message, [], false)];
}

function* below(schema: z.ZodType, message: string, path: string[], isInferred: boolean): Generator<MessagePlaceInfo> {
  const object = entryOf(schema);
  const inferred = isInferred || isMarked(schema);
  const place = path.join('.');
  const openShape = open[`${message}:${place}`] ?? (path.at(-1) === 'exporterAddress' ? exporterAddress : undefined);
  const shape = { ...shapeOf(object), ...(openShape && shapeOf(openShape())) };
  for (const [key, field] of Object.entries(shape)) {
    const inner = [...path, key];
    const isOpen = openShape !== undefined;
    yield { place: inner.join('.'), isInferred: inferred || isOpen || isMarked(field), ...kindOf(field) };
    yield* below(field, message, inner, inferred || isOpen);
  }
}

const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> =>
  schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};

/** True if it is marked, or what it wraps is. */
function isMarked(schema: z.ZodType): boolean {
  if (schema.meta()?.['x-certainty'] === 'inferred') return true;
  const { def } = (schema as unknown as AnySchema)._zod;
  if (def.type === 'optional') return isMarked(def.innerType as z.ZodType);
  return def.type === 'array' && isMarked(def.element as z.ZodType);
}

/** The schema without being optional, and that of an entry of a list. */
function entryOf(schema: z.ZodType): z.ZodType {
  const { def } = (schema as unknown as AnySchema)._zod;
  if (def.type === 'optional') return entryOf(def.innerType as z.ZodType);
  return def.type === 'array' ? entryOf(def.element as z.ZodType) : schema;
}

function kindOf(schema: z.ZodType): Pick<MessagePlaceInfo, 'kind' | 'isList' | 'isOptional'> {
  const { def } = (schema as unknown as AnySchema)._zod;
  if (def.type === 'optional') return { ...kindOf(def.innerType as z.ZodType), isOptional: true };
  if (def.type === 'array') return { kind: kindOf(entryOf(schema)).kind, isList: true, isOptional: false };
  const leaf = { isList: false, isOptional: false };
  if (decimalForms().get(schema)) return { kind: 'decimal', ...leaf };
  if (def.type === 'number') return { kind: 'whole number', ...leaf };
  if (def.type === 'string' || def.type === 'enum') return { kind: 'text', ...leaf };
  return { kind: def.type === 'object' ? 'object' : 'other', ...leaf };
}

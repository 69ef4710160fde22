import type * as z from 'zod';
import { writtenForms } from '../drm/written-form.ts';

/** A field of text: an element without elements in it, or an attribute. */
export interface LeafPlan {
  isBoolean: boolean;
  /** White space around the value does not belong to it. */
  isCollapsed: boolean;
  /** The characters up to which it is filled with spaces; 0 for none. */
  filledTo: number;
}

/** An element that holds elements, in their order. */
export interface ElementPlan {
  attributes: readonly Part[];
  elements: readonly Part[];
  /** The elements by their names. */
  byName: ReadonlyMap<string, Part>;
}

/** An element or an attribute within an element. */
export interface Part {
  name: string;
  /** Its place among the elements. */
  place: number;
  isMany: boolean;
  plan: ElementPlan | LeafPlan;
}

export const isLeaf = (plan: ElementPlan | LeafPlan): plan is LeafPlan => !('elements' in plan);

/** The plan by which an object is written and read: its elements in the order of the schema's keys. */
export function planOf(schema: z.core.$ZodType): ElementPlan {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type !== 'object') throw new TypeError(`No element is made from a schema of type ${def.type}`);
  const parts = Object.entries(def.shape).map(([name, inner], place) => partOf(name, inner, place));
  const isAttribute = ({ name }: Part) => writtenForms().get(bare(def.shape[name] as z.core.$ZodType))?.attribute;
  const elements = parts.filter((part) => !isAttribute(part));
  return {
    attributes: parts.filter(isAttribute),
    elements,
    byName: new Map(elements.map((part) => [part.name, part])),
  };
}

function partOf(name: string, schema: z.core.$ZodType, place: number): Part {
  const { def } = (bare(schema) as z.core.$ZodTypes)._zod;
  const isMany = def.type === 'array';
  const one = isMany ? def.element : bare(schema);
  return { name, place, isMany, plan: typeOf(one) === 'object' ? planOf(one) : leafOf(one) };
}

function leafOf(schema: z.core.$ZodType): LeafPlan {
  const { collapsed, filledTo = 0 } = writtenForms().get(schema) ?? {};
  const isBoolean = typeOf(schema) === 'boolean';
  return { isBoolean, isCollapsed: isBoolean || collapsed === true, filledTo };
}

const typeOf = (schema: z.core.$ZodType) => (schema as z.core.$ZodTypes)._zod.def.type;

/** The schema of a field, whether or not it may be absent. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional' ? def.innerType : schema;
}

import type { SimpleType } from './simple-types.ts';

/** An element in a sequence, with the times that it may stand there. */
export interface Part {
  name: string;
  type: SimpleType | Structure;
  least: number;
  most: number;
}

/** A sequence of elements; a list in it is a choice of one of its elements, or of none. */
export interface Structure {
  parts: readonly (Part | readonly Part[])[];
  attributes: Readonly<Record<string, { type: SimpleType; required: boolean }>>;
}

export const sequence = (parts: Structure['parts'], attributes: Structure['attributes'] = {}): Structure => ({
  parts,
  attributes,
});

export const one = (name: string, type: Part['type']): Part => ({ name, type, least: 1, most: 1 });
export const optional = (name: string, type: Part['type']): Part => ({ name, type, least: 0, most: 1 });
export const several = (name: string, type: Part['type'], least = 0, most = Number.POSITIVE_INFINITY): Part => ({
  ...{ name, type, least, most },
});

/** A sequence of elements of one type, each of which may be left out. */
export const optionals = (type: Part['type'], ...names: string[]): Structure =>
  sequence(names.map((name) => optional(name, type)));

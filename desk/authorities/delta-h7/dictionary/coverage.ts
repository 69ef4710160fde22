import type { Dictionary } from '../../../../schemas/delta-h7/dictionary/dictionary.ts';
import { knownPlaces } from './places-by-name.ts';

/** The share of our inferred names that a rename map has. */
export interface Coverage {
  /** The number of names whose text was not read in DGDDI's own pages. */
  inferred: number;
  /** Those of them that the map does not have, with the messages in which they are inferred. */
  missing: { place: string; messages: string[] }[];
  /** The numbers of fields whose name, length or cardinality it gives otherwise than our schemas. */
  names: number;
  lengths: number;
  cardinalities: number;
}

/** Holds a rename map against our schemas. */
export function coverageOf({ fields }: Pick<Dictionary, 'fields'>): Coverage {
  const inferred = [...knownPlaces().values()].flatMap(({ place, in: messages }) => {
    const own = [...messages].flatMap(([message, info]) => (info.isInferred ? [message] : []));
    return own.length > 0 ? [{ place, messages: own }] : [];
  });
  const isThere = (place: string, message: string) => place in fields || `${message}:${place}` in fields;
  const missing = inferred.flatMap(({ place, messages }) => {
    const left = messages.filter((message) => !isThere(place, message));
    return left.length > 0 ? [{ place, messages: left }] : [];
  });
  const withPart = (part: 'name' | 'length' | 'cardinality') => {
    const places = Object.entries(fields).flatMap(([key, field]) =>
      field[part] === undefined ? [] : [key.replace(/^\w+:/, '')],
    );
    return new Set(places).size;
  };
  return {
    ...{ inferred: inferred.length, missing },
    ...{ names: withPart('name'), lengths: withPart('length'), cardinalities: withPart('cardinality') },
  };
}

import { isObject } from '../../../../schemas/json.ts';
/** A small vocabulary to write down the form of a message, with every fault told at its place. */

export type FaultKind = 'missing' | 'type' | 'format' | 'length' | 'list' | 'count' | 'unknown' | 'condition';

export interface SurfaceFault {
  kind: FaultKind;
  /** The pointer, in the form `declaration.items[0].commodityCode`. */
  pointer: string;
  description: string;
}

/** Adds what is wrong with a value to the faults; says nothing about an absent one. */
export type Check = (value: unknown, pointer: string, faults: SurfaceFault[]) => void;

export interface Field {
  required: boolean;
  check: Check;
}

export const required = (check: Check): Field => ({ required: true, check });
export const optional = (check: Check): Field => ({ required: false, check });

export function missing(pointer: string): SurfaceFault {
  return { kind: 'missing', pointer, description: 'Donnée obligatoire absente' };
}

/** An object; properties that are not listed are left alone, unless it is `closed`. */
export function object(fields: Readonly<Record<string, Field>>, { closed = false } = {}): Check {
  const entries = Object.entries(fields);
  return (value, pointer, faults) => {
    if (!isObject(value)) return void faults.push(wrongType(pointer, 'un objet'));
    for (const [name, { required, check }] of entries) {
      const at = pointer === '' ? name : `${pointer}.${name}`;
      if (value[name] === undefined) required && faults.push(missing(at));
      else check(value[name], at, faults);
    }
    if (!closed) return;
    for (const name of Object.keys(value).filter((name) => !Object.hasOwn(fields, name))) {
      const at = pointer === '' ? name : `${pointer}.${name}`;
      faults.push({ kind: 'unknown', pointer: at, description: 'Donnée inconnue du message' });
    }
  };
}

/** Runs all checks on the same value, one after the other. */
export function every(...checks: Check[]): Check {
  return (value, pointer, faults) => {
    for (const check of checks) check(value, pointer, faults);
  };
}

export function arrayOf(check: Check, least: number, most: number): Check {
  return (value, pointer, faults) => {
    if (!Array.isArray(value)) return void faults.push(wrongType(pointer, 'une liste'));
    if (value.length < least || value.length > most) {
      faults.push({ kind: 'count', pointer, description: `Nombre d'occurrences incorrect : de ${least} à ${most}` });
    }
    for (const [index, entry] of value.slice(0, most).entries()) check(entry, `${pointer}[${index}]`, faults);
  };
}

/** A text that is not empty, of at most so many characters. */
export function text(longest: number): Check {
  return (value, pointer, faults) => {
    if (typeof value !== 'string') faults.push(wrongType(pointer, 'une chaîne de caractères'));
    else if (value === '') faults.push(missing(pointer));
    else if (value.length > longest) {
      faults.push({ kind: 'length', pointer, description: `Longueur maximale dépassée : ${longest}` });
    }
  };
}

export function form(matches: (value: string) => boolean, expected: string): Check {
  return (value, pointer, faults) => {
    if (typeof value !== 'string') faults.push(wrongType(pointer, 'une chaîne de caractères'));
    else if (!matches(value)) faults.push({ kind: 'format', pointer, description: `Format incorrect : ${expected}` });
  };
}

export function oneOf(codes: readonly string[]): Check {
  const known = new Set(codes);
  return (value, pointer, faults) => {
    if (typeof value !== 'string') faults.push(wrongType(pointer, 'une chaîne de caractères'));
    else if (!known.has(value)) {
      faults.push({ kind: 'list', pointer, description: `Valeur absente de la liste de codes : ${codes.join(', ')}` });
    }
  };
}

/** n..16,2 as the published schemas write it, on a JSON number: `([0-9]{1,14}[.][0-9]{1,2})|…`. */
const AMOUNT = /^(?:[0-9]{1,14}[.][0-9]{1,2}|[0-9]{1,15}[.][0-9]|[0-9]{1,16})$/;

export const amount: Check = (value, pointer, faults) => {
  if (typeof value !== 'number') faults.push(wrongType(pointer, 'un nombre'));
  else if (!AMOUNT.test(String(value))) {
    faults.push({ kind: 'format', pointer, description: 'Format incorrect : n..16,2' });
  }
};

export function wholeNumber(least: number, most: number): Check {
  return (value, pointer, faults) => {
    if (typeof value !== 'number') faults.push(wrongType(pointer, 'un nombre entier'));
    else if (!Number.isInteger(value) || value < least || value > most) {
      faults.push({ kind: 'format', pointer, description: `Format incorrect : entier de ${least} à ${most}` });
    }
  };
}

function wrongType(pointer: string, expected: string): SurfaceFault {
  return { kind: 'type', pointer, description: `Type incorrect : ${expected} est attendu(e)` };
}

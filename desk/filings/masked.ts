import type { AuthorityName } from '../../schemas/catalogue.ts';
import { isObject, jsonIn } from '../../schemas/json.ts';
import { viewOf } from '../../schemas/settings.ts';

/** Stands for a value that may name a person or lead to one. */
export const MASK = '***';

/** The fields of an envelope that are no person's. */
const OF_THE_ENVELOPE = new Set(['authority', 'message', 'platform', 'reference']);

/**
 * A message as lists and exports have it unless its bodies are asked for: what names a person, or leads to one, is
 * masked, and so is text or a number in a field that the authority's messages are not known to have.
 */
export function masked(authority: AuthorityName, message: unknown): unknown {
  const { titles, personal } = viewOf(authority).fields;
  const isShown = (name: string) =>
    OF_THE_ENVELOPE.has(name) || (Object.hasOwn(titles, name) && !personal.includes(name));
  const mask = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return personal.includes(name) ? MASK : value.map((one) => mask(one, name));
    if (isObject(value)) {
      if (personal.includes(name)) return MASK;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mask(inner, key)]));
    }
    return value === null || typeof value === 'boolean' || isShown(name) ? value : MASK;
  };
  return mask(message, '');
}

/** The text of a message in JSON, masked; of any other text nothing is shown. */
export function maskedText(authority: AuthorityName, text: string): string {
  const message = jsonIn(text);
  return message === undefined ? MASK : JSON.stringify(masked(authority, message));
}

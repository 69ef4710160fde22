/** An object of JSON, or a part of one. */
export type Json = Record<string, unknown>;

/** True for an object of JSON: neither null nor a list. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

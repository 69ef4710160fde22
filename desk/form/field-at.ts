import type { FormField } from './form-field.ts';

/** The field at a place of a message; undefined where its schema has none. */
export function fieldAt(field: FormField, path: readonly string[]): FormField | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return field;
  const next = field.kind === 'object' ? field.fields.get(key) : field.kind === 'list' ? field.element : undefined;
  return next && fieldAt(next, rest);
}

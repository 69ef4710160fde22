import { applyEdits, modify } from 'jsonc-parser';
import { pointerOf, tokensOf, valueAt } from '../../schemas/fault.ts';
import { jsonIn } from '../../schemas/json.ts';
import { fieldAt } from './field-at.ts';
import type { FormField } from './form-field.ts';

/** A change that a button of a form makes to its message: `add:/items`, `remove:/items/3`. */
const CHANGE = /^(add|remove):((?:\/[^/]*)+)$/;

/**
 * A message after a button of its form: with one more part, or without one. Everything else stays as it is written.
 * @param field the fields of the whole message
 */
export function changedJson(text: string, change: string, field: FormField): string {
  const [, act, pointer = ''] = CHANGE.exec(change) ?? [];
  const path = tokensOf(pointer);
  const value = jsonIn(text);
  if (act === undefined || path.length === 0) return text;
  const place: (string | number)[] = path.map((key, n) => {
    const parent = valueAt(value, pointerOf(path.slice(0, n)));
    return Array.isArray(parent) ? Number(key) : key;
  });
  if (act === 'remove') return applyEdits(text, modify(text, place, undefined, {}));
  const list = valueAt(value, pointer);
  const added = fieldAt(field, path);
  if (Array.isArray(list)) {
    const one = added?.kind === 'list' ? emptyOf(added.element) : '';
    return applyEdits(text, modify(text, [...place, list.length], one, { isArrayInsertion: true }));
  }
  return added === undefined ? text : applyEdits(text, modify(text, place, emptyOf(added, 1), {}));
}

/** The value of a part that was just added; a list has this many entries. */
function emptyOf(field: FormField, entries = 0): unknown {
  if (field.kind === 'list') return Array.from({ length: entries }, () => emptyOf(field.element));
  return field.kind === 'object' ? {} : '';
}

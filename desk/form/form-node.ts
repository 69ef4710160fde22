import type { NumberTexts } from '../../schemas/exact-json.ts';
import { pointerOf } from '../../schemas/fault.ts';
import { isObject } from '../../schemas/json.ts';
import type { FormField } from './form-field.ts';

/** A field of a form with what stands in it. */
export interface FormNode {
  /** Its place in the message, a JSON Pointer. */
  pointer: string;
  /** Its key, or its index in a list from 0. */
  name: string;
  kind: FormField['kind'];
  isOptional: boolean;
  choices?: readonly string[];
  most?: number;
  /** The text of a value; '' where there is none. */
  text: string;
  /** The fields of an object, or the entries of a list, that are there. */
  nodes: readonly FormNode[];
  /** The optional objects and lists of an object that are not there, by their names. */
  addable: readonly string[];
}

/** Numbers as they are written, at a place of a message. */
type Written = string | NumberTexts | undefined;

/**
 * A form for a message: its fields, filled with what it says. What the schema does not know is kept, and what is of
 * another kind than it has is shown as JSON.
 */
export function filledForm(
  field: FormField,
  value: unknown,
  written?: Written,
  path: readonly string[] = [],
): FormNode {
  const { kind, isOptional, choices, most } = field;
  const node: FormNode = {
    ...{ pointer: pointerOf(path), name: path.at(-1) ?? '', kind, isOptional },
    ...(choices && { choices }),
    ...(most !== undefined && { most }),
    ...{ text: '', nodes: [], addable: [] },
  };
  if (field.kind === 'object' && (value === undefined || isObject(value)))
    return { ...node, ...membersOf(field, value ?? {}, written, path) };
  if (field.kind === 'list' && (value === undefined || Array.isArray(value))) {
    const entries: readonly unknown[] = value ?? [];
    return { ...node, nodes: entries.map((one, n) => inside(field.element, one, written, [...path, String(n)])) };
  }
  const isOne = value === undefined || typeof value !== 'object';
  const shown = kind === 'object' || kind === 'list' || !isOne ? 'json' : kind;
  return { ...node, kind: shown, text: textOf(shown, value, written) };
}

function membersOf(
  { fields, filledIn }: FormField & { kind: 'object' },
  value: Readonly<Record<string, unknown>>,
  written: Written,
  path: readonly string[],
): Pick<FormNode, 'nodes' | 'addable'> {
  const isAbsentPart = (name: string, { kind, isOptional }: FormField) =>
    (kind === 'object' || kind === 'list') && isOptional && value[name] === undefined;
  const own = [...fields];
  const others = Object.keys(value).filter((name) => !fields.has(name) && !filledIn.has(name));
  return {
    nodes: [
      ...own.filter((one) => !isAbsentPart(...one)),
      ...others.map((name) => [name, fieldFor(value[name])] as const),
    ].map(([name, field]) => inside(field, value[name], written, [...path, name])),
    addable: own.filter((one) => isAbsentPart(...one)).map(([name]) => name),
  };
}

function inside(field: FormField, value: unknown, written: Written, path: readonly string[]): FormNode {
  const at = written instanceof Map ? written.get(path.at(-1) ?? '') : undefined;
  return filledForm(field, value, at, path);
}

/** The field for a value that the schema says nothing of. */
function fieldFor(value: unknown): FormField {
  const isOptional = true;
  if (isObject(value)) return { kind: 'object', isOptional, fields: new Map(), filledIn: new Set() };
  if (typeof value === 'string') return { kind: 'text', isOptional };
  if (typeof value === 'number') return { kind: 'number', isOptional };
  return typeof value === 'boolean' ? { kind: 'flag', isOptional } : { kind: 'json', isOptional };
}

function textOf(kind: FormNode['kind'], value: unknown, written: Written): string {
  if (value === undefined) return '';
  if (typeof value === 'number' && typeof written === 'string') return written;
  return kind !== 'json' && typeof value === 'string' ? value : JSON.stringify(value);
}

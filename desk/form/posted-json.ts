import { DECIMAL } from '../../schemas/decimals.ts';
import { tokensOf } from '../../schemas/fault.ts';
import { jsonIn } from '../../schemas/json.ts';
import type { FormNode } from './form-node.ts';

/** The mark before the pointer in the name of a form's field: it says what becomes of its text. */
const marks: Readonly<Record<FormNode['kind'], string>> = {
  ...{ object: 'o', list: 'l', text: 't', number: 'n', flag: 'b', json: 'j' },
};

/** The name under which a form posts a field. */
export function postedName({ kind, pointer }: Pick<FormNode, 'kind' | 'pointer'>): string {
  return `${marks[kind]}:${pointer}`;
}

/** The fields that the form of a message posts where nobody changes it. */
export function postedFields(node: FormNode): [name: string, text: string][] {
  const own: [string, string][] = node.pointer === '' ? [] : [[postedName(node), node.text]];
  return [...own, ...node.nodes.flatMap(postedFields)];
}

/** A part of a message as it was posted: the JSON of one value, or what lies below. */
type Part = string | { isList: boolean; parts: Map<string, Part> };

/**
 * The JSON of a message, from the fields that its form posts: numbers stand there exactly as they were typed, and a text
 * that is no number stays one, so that the check can say so. An empty field is left out; the entries of a list close up.
 */
export function postedJson(fields: Iterable<readonly [name: string, text: string]>): string {
  const root: Part = { isList: false, parts: new Map() };
  for (const [name, text] of fields) {
    const [, mark = '', pointer = ''] = /^([oltnbj]):((?:\/[^/]*)*)$/.exec(name) ?? [];
    const part = partOf(mark, text);
    if (part !== undefined) put(root, pointer, part);
  }
  return jsonOf(root);
}

function partOf(mark: string, text: string): Part | undefined {
  if (mark === 'o' || mark === 'l') return { isList: mark === 'l', parts: new Map() };
  if (mark === '' || text === '') return undefined;
  // A text area posts its line ends in a form of its own.
  const written = JSON.stringify(text.replaceAll('\r\n', '\n'));
  if (mark === 'n') return DECIMAL.test(text.trim()) ? text.trim() : written;
  if (mark === 'b') return text === 'true' || text === 'false' ? text : written;
  return mark === 'j' && jsonIn(text) !== undefined ? text : written;
}

function put(root: Part, pointer: string, part: Part): void {
  const path = tokensOf(pointer);
  const last = path.pop();
  if (last === undefined) return;
  let at = root;
  for (const key of path) {
    const next = typeof at === 'string' ? undefined : at.parts.get(key);
    // An object or a list is posted before its fields: without it they are no part of the form.
    if (next === undefined || typeof next === 'string') return;
    at = next;
  }
  if (typeof at !== 'string' && !at.parts.has(last)) at.parts.set(last, part);
}

function jsonOf(part: Part): string {
  if (typeof part === 'string') return part;
  const entries = [...part.parts];
  if (part.isList) {
    const inOrder = entries.toSorted(([a], [b]) => Number(a) - Number(b));
    return `[${inOrder.map(([, one]) => jsonOf(one)).join(',')}]`;
  }
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${jsonOf(one)}`).join(',')}}`;
}

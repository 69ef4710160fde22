import { type NumberTexts, numbersBelow, parseExactJson, writeExactJson } from '../../exact-json.ts';
import { isObject } from '../../json.ts';
import type { NameNode } from './name-tree.ts';

/** A JSON value with its numbers as they are written. */
export interface ExactTree {
  value: unknown;
  numbers: NumberTexts | undefined;
}

/** The name that a field of an object gets, with the fields below it; undefined where another field has that name. */
type Naming = (
  node: NameNode,
  key: string,
  object: Record<string, unknown>,
) => { name: string; node: NameNode | undefined } | undefined;

/** From our names to the official ones. What is no field of ours is left as it is. */
export const toOfficial: Naming = ({ children, byOfficial }, key, object) => {
  const node = children.get(key);
  const rival = node ? undefined : byOfficial.get(key);
  if (rival && Object.hasOwn(object, rival.ours)) return undefined;
  return { name: node?.official ?? key, node };
};

/** From the official names to ours. A field under our name is taken too, where the official one is not there. */
export const toOurs: Naming = ({ children, byOfficial }, key, object) => {
  const node = byOfficial.get(key) ?? children.get(key);
  if (node && node.official !== key && Object.hasOwn(object, node.official)) return undefined;
  return { name: node?.ours ?? key, node };
};

/**
 * From either names to ours: a name that is ours and official of another field is ours, since those who submit mix
 * them, and customs does not.
 */
export const submittedToOurs: Naming = ({ children, byOfficial }, key, object) => {
  const node = children.get(key) ?? byOfficial.get(key);
  if (node && node.ours !== key && Object.hasOwn(object, node.ours)) return undefined;
  return { name: node?.ours ?? key, node };
};

/** A message with its fields renamed, the very same where no name changes; order, values and numbers stay. */
export function renamed(tree: ExactTree, node: NameNode, naming: Naming): ExactTree {
  const { value, numbers } = tree;
  if (Array.isArray(value)) {
    const entries = value.map((one, n) => ({
      key: String(n),
      ...renamed({ value: one, numbers: numbersBelow(numbers, String(n)) }, node, naming),
    }));
    if (entries.every((one, n) => one.value === value[n])) return tree;
    return { value: entries.map((one) => one.value), numbers: joined(entries, numbers) };
  }
  if (!isObject(value) || node.children.size === 0) return tree;
  const keys = Object.keys(value);
  const members = keys.flatMap((was) => {
    const named = naming(node, was, value);
    if (!named) return [];
    const inner = { value: value[was], numbers: numbersBelow(numbers, was) };
    return [{ was, key: named.name, ...(named.node ? renamed(inner, named.node, naming) : inner) }];
  });
  const isSame =
    members.length === keys.length && members.every((one) => one.key === one.was && one.value === value[one.was]);
  if (isSame) return tree;
  return { value: Object.fromEntries(members.map((one) => [one.key, one.value])), numbers: joined(members, numbers) };
}

/** The numbers of members under their new names. */
function joined(
  members: readonly { key: string; was?: string; numbers: NumberTexts | undefined }[],
  before: NumberTexts | undefined,
): NumberTexts | undefined {
  if (!before) return undefined;
  const numbers: NumberTexts = new Map();
  for (const { key, was = key, numbers: below } of members) {
    const text = below ?? before.get(was);
    if (text !== undefined) numbers.set(key, text);
  }
  return numbers;
}

/** A JSON text with its fields renamed; the very same text where no name changes. */
export function renamedText(text: string, node: NameNode, naming: Naming): string {
  const tree: ExactTree = parseExactJson(text);
  const { value, numbers } = renamed(tree, node, naming);
  return value === tree.value ? text : writeExactJson(value, numbers);
}

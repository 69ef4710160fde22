import { pointerOf, tokensOf } from '../../fault.ts';
import { isObject } from '../../json.ts';
import type { NameNode } from './name-tree.ts';

const isIndex = (part: string) => /^\d+$/.test(part);

/**
 * A pointer of customs, in any of its spellings, in our names: `declaration.articles[7].codeMarchandise` is
 * `declaration.items[7].commodityCode`. It may begin anywhere in the message; what leads to several places of different
 * names, or to none, is left as it is.
 * @param messages the names of the messages that it may lead into
 */
export function pointerInOurNames(pointer: string, messages: readonly NameNode[]): string {
  const parts = pointer.split(/([^./[\]]+)/);
  const names = parts.filter((_, n) => n % 2 === 1);
  const found = ourNames(names, messages) ?? (names.length > 1 ? ourNames(names.slice(1), messages) : undefined);
  if (!found) return pointer;
  const ours = [...names.slice(0, names.length - found.length), ...found];
  return parts.map((part, n) => (n % 2 === 1 ? (ours[(n - 1) / 2] ?? part) : part)).join('');
}

/** Our names of a path: from the root of a message, or else from the one place where it leads on. */
function ourNames(names: readonly string[], messages: readonly NameNode[]): readonly string[] | undefined {
  for (const starts of [messages, messages.flatMap(below)]) {
    const ways = starts.flatMap((start) => walk(names, start) ?? []);
    const [only, ...others] = [...new Map(ways.map((way) => [way.join('/'), way])).values()];
    if (only && others.length === 0) return only;
  }
  return undefined;
}

const below = (node: NameNode): NameNode[] => [...node.children.values()].flatMap((one) => [one, ...below(one)]);

/** A path by its official names, or by ours; undefined where its beginning is not known, or nothing in it is. */
function walk(names: readonly string[], start: NameNode): [string[]] | undefined {
  const ours: string[] = [];
  let node: NameNode | undefined = start;
  for (const name of names) {
    const next: NameNode | undefined = isIndex(name) ? node : (node?.byOfficial.get(name) ?? node?.children.get(name));
    if (!next && ours.every(isIndex)) return undefined;
    ours.push(isIndex(name) ? name : (next?.ours ?? name));
    // A field that the dictionary does not name has one name in both.
    node = next;
  }
  return ours.every(isIndex) ? undefined : [ours];
}

/**
 * A JSON Pointer in our names as the one who submitted the message wrote them: a field that is there by its name there,
 * one that is missing by its official name where the message has such names.
 */
export function pointerAsSubmitted(pointer: string, submitted: unknown, root: NameNode, isOfficial: boolean): string {
  const written: string[] = [];
  let node: NameNode | undefined = root;
  let value = submitted;
  for (const part of tokensOf(pointer)) {
    if (Array.isArray(value) && isIndex(part)) {
      written.push(part);
      value = value[Number(part)];
      continue;
    }
    const next: NameNode | undefined = node?.children.get(part);
    const has = (name: string) => isObject(value) && Object.hasOwn(value, name);
    const official = next?.official ?? part;
    const name = !has(part) && (has(official) || isOfficial) ? official : part;
    written.push(name);
    value = isObject(value) ? value[name] : undefined;
    node = next;
  }
  return pointerOf(written);
}

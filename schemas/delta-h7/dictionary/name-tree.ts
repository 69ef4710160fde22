import type { Dictionary, DictionaryField } from './dictionary.ts';

/** A field of a message by its two names, with the fields below it; entries of a list are no level of their own. */
export interface NameNode {
  ours: string;
  official: string;
  says: Omit<DictionaryField, 'name'>;
  /** The fields that the dictionary names, by our names. */
  children: Map<string, NameNode>;
  /** The same fields by their official names. */
  byOfficial: Map<string, NameNode>;
}

/** The names of a message's fields by a dictionary. What it says of this message alone comes before the rest. */
export function nameTree({ fields }: Dictionary, message: string): NameNode {
  const root = nodeOf('');
  for (const [key, said] of Object.entries(fields)) {
    const [first = '', place] = key.split(':');
    if (place === undefined) put(root, first, said);
  }
  for (const [key, said] of Object.entries(fields)) {
    const [meant, place] = key.split(':');
    if (place !== undefined && meant === message) put(root, place, said);
  }
  index(root);
  return root;
}

const nodeOf = (ours: string): NameNode => ({
  ...{ ours, official: ours, says: {} },
  children: new Map(),
  byOfficial: new Map(),
});

function put(root: NameNode, place: string, { name, ...says }: DictionaryField): void {
  let node = root;
  for (const part of place.split('.')) {
    const next = node.children.get(part) ?? nodeOf(part);
    node.children.set(part, next);
    node = next;
  }
  node.official = name ?? node.ours;
  node.says = says;
}

function index(node: NameNode): void {
  for (const child of node.children.values()) {
    node.byOfficial.set(child.official, child);
    index(child);
  }
}

/**
 * A part of an element's contents, as the library gives it in the order of the document: one key is the name of an
 * element with its contents below, or that of a text; the attributes stand beside it.
 */
export interface XmlNode {
  readonly [name: string]: readonly XmlNode[] | string | Readonly<Record<string, string>>;
}

/** The keys of texts and of attributes: no element can have these names. */
export const TEXT = '#text';
export const CDATA = '#cdata';
const ATTRIBUTES = ':@';

/** The name of a node: that of its element, or the key of a text. */
export function nameOf(node: XmlNode): string {
  for (const name in node) if (name !== ATTRIBUTES) return name;
  return TEXT;
}

/** The contents of an element. */
export function contentsOf(node: XmlNode, name: string): readonly XmlNode[] {
  return node[name] as readonly XmlNode[];
}

/** The attributes of an element; undefined where it has none. */
export function attributesOf(node: XmlNode): Readonly<Record<string, string>> | undefined {
  return node[ATTRIBUTES] as Readonly<Record<string, string>> | undefined;
}

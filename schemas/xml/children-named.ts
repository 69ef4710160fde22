import { textOf } from './text-of.ts';
import { contentsOf, nameOf, type XmlNode } from './xml-node.ts';

/** The name of an element without its prefix. */
export function unprefixed(node: XmlNode): string {
  const name = nameOf(node);
  return name.slice(name.indexOf(':') + 1);
}

/** The elements of this name within an element, whatever their prefix. */
export function childrenNamed(node: XmlNode, name: string): XmlNode[] {
  return contentsOf(node, nameOf(node)).filter((inner) => unprefixed(inner) === name);
}

/** The text of an element; undefined where it is not well-formed. */
export function textIn(element: XmlNode): string | undefined {
  return textOf(contentsOf(element, nameOf(element)));
}

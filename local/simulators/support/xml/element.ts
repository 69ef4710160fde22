/** An element of a document that was read. */
export interface XmlElement {
  /** The local name in the namespace that the document was read for; `{namespace}name` in any other. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  /** The text directly in it, as it is written. */
  text: string;
}

/** The first child of a name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** The children of a name. */
export function childrenOf(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? [];
}

/** The text of the element at the end of a path of first children. */
export function textUnder(element: XmlElement | undefined, ...path: string[]): string | undefined {
  return path.reduce(child, element)?.text;
}

/** The elements without children below an element, that element itself where it has none. */
export function leavesOf(element: XmlElement): XmlElement[] {
  return element.children.length === 0 ? [element] : element.children.flatMap(leavesOf);
}

/** An element made anew. */
export function elementOf(name: string, content: string | XmlElement[]): XmlElement {
  const isText = typeof content === 'string';
  return { name, attributes: new Map(), children: isText ? [] : content, text: isText ? content : '' };
}

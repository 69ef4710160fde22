import { NAMESPACE } from '../../../../schemas/ciel/xml/namespace.ts';

/** An element to write, by hand: a text of its own, or elements. */
export interface XmlTree {
  name: string;
  attributes?: Readonly<Record<string, string>>;
  children: readonly XmlTree[] | string;
}

/** The XML of a tree whose root has the namespace of CIEL. */
export const xmlOf = (root: XmlTree) => written({ ...root, attributes: { xmlns: NAMESPACE, ...root.attributes } });

function written({ name, attributes = {}, children }: XmlTree): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const contents = typeof children === 'string' ? escaped(children) : children.map(written).join('');
  return `<${name}${pairs.join('')}>${contents}</${name}>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

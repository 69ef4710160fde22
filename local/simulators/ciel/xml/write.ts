import type { XmlElement } from '../../support/xml/element.ts';
import { NAMESPACE } from './namespace.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' },
};

/** A document on one line, as CIEL writes its answers. */
export const writeXml = (root: XmlElement) => documentOf(root, () => '');

/** A document with a line for each element, as CIEL writes its files. */
export const writeFile = (root: XmlElement) => documentOf(root, (depth) => `\n${'\t'.repeat(depth)}`);

/** The space before an element, or before its end where it holds others. */
type Space = (depth: number) => string;

function documentOf(root: XmlElement, space: Space): string {
  const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return `${declaration}${space(0)}${written(root, space, 0, ` xmlns="${NAMESPACE}"`)}`;
}

function written(
  { name, attributes, children, text }: XmlElement,
  space: Space,
  depth: number,
  namespace = '',
): string {
  const given = [...attributes].map(([key, value]) => ` ${key}="${value.replace(/[&<>"\n\r\t]/g, escaped)}"`).join('');
  const inner = children.map((one) => `${space(depth + 1)}${written(one, space, depth + 1)}`).join('');
  const content = children.length > 0 ? `${inner}${space(depth)}` : text.replace(/[&<>\r]/g, escaped);
  return `<${name}${namespace}${given}>${content}</${name}>`;
}

const escaped = (character: string) => ESCAPES[character] ?? character;

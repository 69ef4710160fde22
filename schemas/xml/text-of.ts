import { decoded } from './entities.ts';
import { CDATA, contentsOf, nameOf, TEXT, type XmlNode } from './xml-node.ts';

/**
 * The text among contents, with its references decoded but for those in sections of text (CDATA); undefined where it is
 * not well-formed. Elements are passed over.
 */
export function textOf(contents: readonly XmlNode[]): string | undefined {
  let whole = '';
  for (const node of contents) {
    const name = nameOf(node);
    if (name === CDATA) whole += contentsOf(node, CDATA)[0]?.[TEXT] ?? '';
    if (name !== TEXT) continue;
    const given = node[TEXT] as string;
    const text = given.includes(']]>') ? undefined : decoded(given);
    if (text === undefined) return undefined;
    whole += text;
  }
  return whole;
}

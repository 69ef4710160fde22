import { FaultsError } from '../fault.ts';
import { parseXml } from './parse-xml.ts';
import { withoutDeclaration } from './without-declaration.ts';
import type { XmlNode } from './xml-node.ts';

/** The root of a text that was decoded already, whatever encoding it names; undefined where it is no XML that we take. */
export function parseDecoded(text: string): XmlNode | undefined {
  try {
    return parseXml(withoutDeclaration(text));
  } catch (error) {
    if (error instanceof FaultsError) return undefined;
    throw error;
  }
}

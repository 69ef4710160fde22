import { XMLBuilder } from 'fast-xml-parser';
import type { Json } from '../json.ts';
import { lazily } from '../lazily.ts';

const options = {
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  suppressBooleanAttributes: false,
  // No option here asks for the path of an element as text.
  jPath: false,
  entities: [
    { regex: /&/g, val: '&amp;' },
    { regex: /</g, val: '&lt;' },
    { regex: />/g, val: '&gt;' },
    // A reader of XML takes a bare carriage return for a line feed.
    { regex: /\r/g, val: '&#13;' },
  ],
};
const builder = lazily(() => new XMLBuilder(options));

/**
 * Writes XML 1.0 in UTF-8.
 * @param root the root element by its name: elements in the order of their keys, attributes as keys with an `@` before
 *   their names; an attribute's value may hold no quotation mark
 */
export function buildXml(root: Json): string {
  return builder().build({ '?xml': { '@version': '1.0', '@encoding': 'UTF-8' }, ...root });
}

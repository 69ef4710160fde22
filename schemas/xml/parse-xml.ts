import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { lazily } from '../lazily.ts';
import { messageLimits } from '../message-limits.ts';
import { checkMarkup } from './check-markup.ts';
import { unreadable, WELL_FORMED } from './xml-fault.ts';
import { CDATA, nameOf, TEXT, type XmlNode } from './xml-node.ts';

/** No message is nested deeper. */
const DEEPEST = 24;

const parser = lazily(
  () =>
    new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      trimValues: false,
      // References are decoded afterwards, by the five entities of XML itself alone.
      processEntities: false,
      cdataPropName: CDATA,
      ignoreDeclaration: true,
      ignorePiTags: true,
      jPath: false,
      maxNestedTags: DEEPEST,
    }),
);

/**
 * Parses XML 1.0 in UTF-8 without a document type, so that nothing is ever expanded that a document declares itself.
 * @throws {FaultsError} where it is no such XML
 */
export function parseXml(given: string): XmlNode {
  if (given.length > messageLimits.bytes) {
    throw unreadable(`at most ${messageLimits.bytes} characters`, `${given.length} characters`);
  }
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given;
  checkMarkup(text);
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw unreadable(WELL_FORMED, `a fault in line ${verdict.err.line}`);
  const [root, ...others] = nodesOf(text).filter((node) => nameOf(node) !== TEXT);
  if (!root || nameOf(root) === CDATA || others.length > 0) throw unreadable(WELL_FORMED, 'no single element');
  return root;
}

function nodesOf(text: string): XmlNode[] {
  try {
    return parser().parse(text);
  } catch {
    // It throws at names that JavaScript uses itself, and where elements are nested too deep.
    throw unreadable(`XML of at most ${DEEPEST} levels`, 'another nesting, or names that are reserved');
  }
}

import { unreadable, WELL_FORMED } from './xml-fault.ts';

/** Characters that XML 1.0 cannot hold. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const DECLARATION =
  /^<\?xml\s+version\s*=\s*(?:"1\.\d+"|'1\.\d+')(?:\s+encoding\s*=\s*(?:"([\w.-]+)"|'([\w.-]+)'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/;

/**
 * Looks for what the library lets pass: characters that no XML holds, an encoding other than UTF-8, a document type, a
 * second declaration, hyphens in comments, text behind the end.
 * @throws {FaultsError}
 */
export function checkMarkup(text: string): void {
  if (FORBIDDEN.test(text))
    throw unreadable('characters that XML can hold', 'a control character, or half a character');
  const begin = declarationIn(text);
  const markup = /<[!?]/g;
  markup.lastIndex = begin;
  for (let found = markup.exec(text); found; found = markup.exec(text)) markup.lastIndex = endOf(text, found.index);
  if (!text.trimEnd().endsWith('>')) throw unreadable(WELL_FORMED, 'no element that ends it');
}

/** Returns the end of the XML declaration. */
function declarationIn(text: string): number {
  if (!/^<\?xml\s/.test(text)) return 0;
  const [whole, double, single] = DECLARATION.exec(text.slice(0, 1000)) ?? [];
  if (whole === undefined) throw unreadable(WELL_FORMED, 'another declaration at its beginning');
  const encoding = double ?? single ?? 'UTF-8';
  if (encoding.toUpperCase() !== 'UTF-8') throw unreadable('the encoding UTF-8', 'another encoding');
  return whole.length;
}

/** Returns the end of a comment, of a section of text (CDATA) or of a processing instruction. */
function endOf(text: string, begin: number): number {
  if (text.startsWith('<!--', begin)) {
    const end = closing(text, '--', begin + 4);
    if (text[end] !== '>') throw unreadable(WELL_FORMED, 'two hyphens in a comment');
    return end + 1;
  }
  if (text.startsWith('<![CDATA[', begin)) return closing(text, ']]>', begin);
  if (text.startsWith('<!', begin)) throw unreadable('XML without a document type', 'a document type');
  if (/^<\?xml[\s?]/i.test(text.slice(begin, begin + 6))) throw unreadable(WELL_FORMED, 'a second declaration');
  return closing(text, '?>', begin);
}

function closing(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw unreadable(WELL_FORMED, 'a comment or a section of text without an end');
  return at + end.length;
}

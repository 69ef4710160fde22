import { unreadable, WELL_FORMED } from './xml-fault.ts';

/** Characters that XML 1.0 cannot hold. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d+\1(?:\s+encoding\s*=\s*(["'])([\w.-]+)\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>/;

/** No instruction has a longer name. */
const LONGEST_NAME = 200;
/** A tag with white space before its name, with a value that is given twice, or with white space that XML does not have. */
const CROOKED_TAG =
  /<\/\s|<[^<>]*["']\s*=|<[^<>]*[\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]/;
const INSTRUCTION = /^<\?(?!xml[\s?])[\p{L}_:][\p{L}\p{N}\p{M}_:.·-]*(?:\s|\?>)/iu;

/**
 * Looks for what the library lets pass: characters that no XML holds, an encoding other than UTF-8, a document type, a
 * second declaration, hyphens in comments, text behind the end.
 * @throws {FaultsError}
 */
export function checkMarkup(text: string): void {
  if (FORBIDDEN.test(text))
    throw unreadable('characters that XML can hold', 'a control character, or half a character');
  const markup = /<[!?]/g;
  markup.lastIndex = declarationIn(text);
  for (let end = 0; end < text.length; markup.lastIndex = end) {
    const begin = markup.exec(text)?.index ?? text.length;
    if (CROOKED_TAG.test(text.slice(end, begin))) throw unreadable(WELL_FORMED, 'a crooked tag');
    end = begin === text.length ? begin : endOf(text, begin);
  }
  if (!text.trimEnd().endsWith('>')) throw unreadable(WELL_FORMED, 'no element that ends it');
}

/** Returns the end of the XML declaration. */
function declarationIn(text: string): number {
  if (!/^<\?xml\s/.test(text)) return 0;
  const [whole, , , encoding = 'UTF-8'] = DECLARATION.exec(text.slice(0, 1000)) ?? [];
  if (whole === undefined) throw unreadable(WELL_FORMED, 'another declaration at its beginning');
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
  if (!INSTRUCTION.test(text.slice(begin, begin + LONGEST_NAME))) throw unreadable(WELL_FORMED, 'a second declaration');
  return closing(text, '?>', begin);
}

function closing(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw unreadable(WELL_FORMED, 'a comment or a section of text without an end');
  return at + end.length;
}

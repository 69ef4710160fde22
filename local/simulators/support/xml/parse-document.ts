import type { XmlElement } from './element.ts';
import { XmlFault } from './xml-fault.ts';

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
/** The beginning of a document: the mark of its byte order, and the declaration of XML with its encoding. */
const DECLARATION = /^\uFEFF?(?:<\?xml\s+version=["']1\.0["'](?:\s+encoding=["']([\w-]+)["'])?[^?]*\?>)?/;
const NAME = '[\\p{L}_][\\p{L}\\p{N}_.-]*(?::[\\p{L}_][\\p{L}\\p{N}_.-]*)?';
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*(?:"([^<"]*)"|'([^<']*)')`, 'gu');
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** The pieces of a document, each in the group of its kind. */
const PIECE = new RegExp(
  [
    '<!--(?:(?!--)[\\s\\S])*-->|<\\?(?!xml[\\s?])[\\s\\S]*?\\?>',
    '<!\\[CDATA\\[(?<literal>[\\s\\S]*?)\\]\\]>',
    `</(?<end>${NAME})\\s*>`,
    `<(?<start>${NAME})(?<attributes>(?:\\s+${NAME}\\s*=\\s*(?:"[^<"]*"|'[^<']*'))*)\\s*(?<empty>/?)>`,
    '(?<text>[^<]+)',
  ].join('|'),
  'uy',
);
/** No character of XML 1.0. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

type Scope = ReadonlyMap<string, string>;
interface Open {
  element: XmlElement;
  qualified: string;
  scope: Scope;
}

/**
 * Reads a document, strictly: a document type and entities beside the five are refused.
 * @param own the namespace whose elements have their local name; none by default
 * @throws {XmlFault} for the first fault
 */
export function parseDocument(document: string, own = ''): XmlElement {
  const [declared = '', encoding = 'utf-8'] = DECLARATION.exec(document) ?? [];
  if (encoding.toLowerCase() !== 'utf-8') throw new XmlFault(`l'encodage ${encoding} n'est pas lu`);
  const text = document.slice(declared.length);
  if (FORBIDDEN.test(text)) throw new XmlFault('un caractère interdit a été trouvé');
  const open: Open[] = [];
  let root: XmlElement | undefined;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const at = PIECE.lastIndex;
    const piece = PIECE.exec(text)?.groups;
    if (!piece) throw new XmlFault(`le balisage à la position ${at} n'est pas correct`);
    const parent = open.at(-1);
    const { start, end, literal, text: written } = piece;
    if (start !== undefined) {
      if (!parent && root) throw new XmlFault('le document a plus d’un élément racine');
      const opened = openedBy(start, piece['attributes'] ?? '', parent?.scope ?? new Map(), own);
      parent?.element.children.push(opened.element);
      root ??= opened.element;
      if (piece['empty'] === '') open.push(opened);
    } else if (end !== undefined) {
      if (open.pop()?.qualified !== end) throw new XmlFault(`la balise </${end}> ne ferme pas l'élément ouvert`);
    } else {
      const added = literal ?? (written === undefined ? '' : decoded(written));
      if (parent) parent.element.text += added;
      else if (added.trim() !== '' || literal !== undefined)
        throw new XmlFault("du texte est hors de l'élément racine");
    }
  }
  if (!root) throw new XmlFault("le document n'a pas d'élément racine");
  const left = open.at(-1);
  if (left) throw new XmlFault(`l'élément ${left.qualified} n'est pas fermé`);
  return root;
}

function openedBy(qualified: string, written: string, outer: Scope, namespace: string): Open {
  const all = [...written.matchAll(ATTRIBUTE)].map(
    ([, name = '', double, single]) => [name, decoded(double ?? single ?? '')] as const,
  );
  if (new Set(all.map(([name]) => name)).size < all.length)
    throw new XmlFault(`un attribut de ${qualified} est répété`);
  const scope = new Map(outer);
  for (const [name, value] of all) {
    if (name === 'xmlns') scope.set('', value);
    else if (name.startsWith('xmlns:')) scope.set(name.slice('xmlns:'.length), value);
  }
  const attributes = all
    .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
    .map(([name, value]) => [name.includes(':') ? expanded(name, scope) : name, value] as const)
    // The hint where the schema lies is not looked at.
    .filter(([name]) => name !== `{${SCHEMA_INSTANCE}}schemaLocation`);
  const name = expanded(qualified, scope);
  const own = `{${namespace}}`;
  return {
    element: {
      ...{ name: name.startsWith(own) ? name.slice(own.length) : name, children: [], text: '' },
      attributes: new Map(attributes),
    },
    ...{ qualified, scope },
  };
}

function expanded(qualified: string, scope: Scope): string {
  const [prefix, local] = qualified.includes(':') ? (qualified.split(':') as [string, string]) : ['', qualified];
  const namespace = scope.get(prefix);
  if (prefix !== '' && namespace === undefined && prefix !== 'xml')
    throw new XmlFault(`le préfixe ${prefix} n'est pas lié`);
  return `{${namespace ?? ''}}${local}`;
}

/** A text with its references replaced. */
function decoded(text: string): string {
  if (text.includes(']]>')) throw new XmlFault('le texte contient ]]>');
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/&(?:#(\d{1,7})|#x([\dA-Fa-f]{1,6})|(\w+));|&/g, (found, decimal, hexadecimal, named) => {
      if (decimal ?? hexadecimal) {
        const point = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
        const character = point <= 0x10ffff ? String.fromCodePoint(point) : '\0';
        if (!FORBIDDEN.test(character)) return character;
      }
      const entity = named && ENTITIES[named];
      if (entity === undefined) throw new XmlFault(`l'entité ${found} n'est pas connue`);
      return entity;
    });
}

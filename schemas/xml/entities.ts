import { XML_CHARACTERS } from './xml-characters.ts';

/** The entities of XML itself. No other is known: documents that declare some are refused. */
const predefined: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['apos', "'"],
  ['quot', '"'],
]);

const REFERENCE = /&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|([^;&]*))(;?)/g;

/** A text with its references replaced by their characters; undefined where one of them stands for none. */
export function decoded(text: string): string | undefined {
  if (!text.includes('&')) return text;
  let isWhole = true;
  const whole = text.replace(REFERENCE, (_, hex?: string, digits?: string, name = '', end = '') => {
    const character =
      hex || digits ? characterOf(hex ? Number.parseInt(hex, 16) : Number(digits)) : predefined.get(name);
    if (character === undefined || end === '') isWhole = false;
    return character ?? '';
  });
  return isWhole ? whole : undefined;
}

function characterOf(code: number): string | undefined {
  if (!(code <= 0x10ffff)) return undefined;
  const character = String.fromCodePoint(code);
  return XML_CHARACTERS.test(character) ? character : undefined;
}

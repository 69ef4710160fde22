import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { FieldTitle } from '../../schemas/message-fields.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { Language } from '../console/language.ts';
import { pointerPath } from './pointer-path.ts';

/** Stands between the parts of a place. */
const WITHIN = ' › ';

/** A place in a message in words, by a pointer in any spelling: "item 8 › commodity code". */
export function placeWords(authority: AuthorityName, pointer: string, language: Language = 'en'): string {
  return pathWords(authority, pointerPath(inOurNames(authority, pointer)).parts, language);
}

/** True for a pointer into a message as ours are, or of fields of the authority's messages alone. */
export function isKnownPlace(authority: AuthorityName, pointer: string): boolean {
  const { parts, isRooted } = pointerPath(inOurNames(authority, pointer));
  const { titles } = viewOf(authority).fields;
  return isRooted || (parts.length > 0 && parts.every((part) => isIndex(part) || Object.hasOwn(titles, part)));
}

/** A pointer by whichever names of a message, in ours. */
export function inOurNames(authority: AuthorityName, pointer: string): string {
  return contractOf(authority).inOurNames?.(pointer) ?? pointer;
}

/** A place in a message in words, by its parts; '' for the whole message. */
export function pathWords(authority: AuthorityName, parts: readonly string[], language: Language = 'en'): string {
  const { entries, untold } = viewOf(authority).fields;
  const words: string[] = [];
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    const before = parts[index - 1];
    if (isIndex(part)) {
      const list = before === undefined || isIndex(before) ? undefined : entries[before];
      const title = list ? titleIn(list, language) : (words.pop() ?? '');
      words.push(`${title} ${Number(part) + 1}`.trim());
    } else if (!(next !== undefined && (isIndex(next) ? entries[part] : untold.includes(part))))
      words.push(fieldTitle(authority, part, language));
  }
  return words.join(WITHIN);
}

/** The title of a field; its name, split into words, where it has none. */
export function fieldTitle(authority: AuthorityName, name: string, language: Language = 'en'): string {
  const { titles } = viewOf(authority).fields;
  const title = Object.hasOwn(titles, name) ? titles[name] : undefined;
  return title ? titleIn(title, language) : splitName(name);
}

const titleIn = ([en, fr]: FieldTitle, language: Language) => (language === 'fr' ? fr : en);

const isIndex = (part: string) => /^\d{1,6}$/.test(part);

function splitName(name: string): string {
  const words = name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').split(/[\s_-]+/);
  return words.map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase())).join(' ');
}

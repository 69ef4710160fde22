import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { Language } from './language.ts';

/** The words of an authority in a language, by the English ones: its states, its titles, its sections. */
export function saidOf(authority: AuthorityName, language: Language): (english: string) => string {
  const french = language === 'fr' ? (viewOf(authority).inFrench ?? {}) : {};
  return (english) => french[english] ?? english;
}

/** The authority's name within a sentence. */
export function nounIn(authority: AuthorityName, language: Language): string {
  return saidOf(authority, language)(contractOf(authority).noun);
}

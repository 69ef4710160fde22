import type { Language } from './language.ts';

/** The colon between a name and what is said of it: French has a space before it, at which no line ends. */
export function colonIn(language: Language): string {
  return language === 'fr' ? '\u00a0: ' : ': ';
}

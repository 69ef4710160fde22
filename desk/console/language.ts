import { typeset } from './typeset.ts';

/** The languages of the console. */
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** Texts in each language; a function makes a text of what stands in it. */
export type Texts = Readonly<Record<string, unknown>>;

/**
 * The texts of one part of the console. A key that is missing in one language, or is there only in the other, does not
 * compile.
 */
export function inLanguages<T extends Texts>(en: T, fr: NoInfer<T>): Readonly<Record<Language, T>> {
  return { en, fr: kept(fr) };
}

/** French texts as they are set, in whatever they stand. */
function kept<T>(texts: T): T {
  if (typeof texts === 'string') return typeset(texts) as T;
  if (typeof texts === 'function') return ((...given: unknown[]) => kept(texts(...given))) as T;
  if (Array.isArray(texts)) return texts.map(kept) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, kept(text)])) as T;
}

/** The language of a person's browser (Accept-Language), as far as the console has it. */
export function languageOf(accepted: string | undefined): Language {
  const wanted = (accepted ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase());
  return languages.find((one) => one === wanted.find((name) => languages.some((known) => known === name))) ?? 'en';
}

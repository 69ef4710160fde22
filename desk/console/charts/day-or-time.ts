import type { Language } from '../language.ts';
import { momentIn } from '../moment.tsx';

const formats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
  fr: new Intl.DateTimeFormat('fr-FR', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }),
};

/** A day, `2026-11-30`, with its weekday; or an instant in Paris. */
export function dayOrTime(at: string, language: Language): string {
  return at.length > 'YYYY-MM-DD'.length ? momentIn(at, language) : formats[language].format(new Date(`${at}T00:00Z`));
}

import type { Language } from './language.ts';

const MINUTE = 60_000;
type Instant = string | number | Date;

/** The time from one instant to another in its largest unit: `12 s`, `5 min`, `3 h`, `2 d`; `2 j` in French. */
export function spanText(from: Instant, to: Instant, language: Language): string {
  const ms = Math.max(0, new Date(to).getTime() - new Date(from).getTime());
  if (ms < MINUTE) return `${Math.floor(ms / 1000)} s`;
  if (ms < 60 * MINUTE) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 48 * 60 * MINUTE) return `${Math.floor(ms / (60 * MINUTE))} h`;
  return `${Math.floor(ms / (24 * 60 * MINUTE))} ${language === 'fr' ? 'j' : 'd'}`;
}

/** A number with the separators of the language. */
export function numberText(value: number, language: Language): string {
  return value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB');
}

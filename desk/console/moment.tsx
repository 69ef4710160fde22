import type { Language } from './language.ts';

const locales = { en: 'en-GB', fr: 'fr-FR' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(at: string, language: Language, name: 'full' | 'short' | 'exact'): string {
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return at;
  const key = `${language}/${name}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locales[language], {
      timeZone: 'Europe/Paris',
      ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
      ...(name !== 'short' && { year: 'numeric', second: '2-digit' }),
      ...(name === 'exact' && { fractionalSecondDigits: 3 as const, timeZoneName: 'shortOffset' as const }),
    });
  formats.set(key, format);
  return format.format(instant);
}

/** An instant in Paris, as a text: `30 Nov, 11:24`. */
export function momentIn(at: string, language: Language): string {
  return formatted(at, language, 'short');
}

/** An instant in Paris; its title has the milliseconds and the offset. */
export function Moment({ at, language, isFull = false }: { at: string; language: Language; isFull?: boolean }) {
  return (
    <time datetime={at} title={formatted(at, language, 'exact')}>
      {formatted(at, language, isFull ? 'full' : 'short')}
    </time>
  );
}

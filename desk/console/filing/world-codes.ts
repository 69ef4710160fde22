import type { Language } from '../language.ts';

/** A code with its text, to choose. */
export interface Code {
  code: string;
  text: string;
}

const made = new Map<string, readonly Code[]>();

/** The countries or currencies of the world, with their names in a language. */
export function worldCodes(kind: 'country' | 'currency', language: Language): readonly Code[] {
  const key = `${kind}/${language}`;
  const known = made.get(key);
  if (known) return known;
  const names = new Intl.DisplayNames(language, { type: kind === 'country' ? 'region' : 'currency', fallback: 'none' });
  const codes = (kind === 'country' ? pairs() : Intl.supportedValuesOf('currency')).flatMap((code) => {
    const text = isPresent(kind, code) ? names.of(code) : undefined;
    return text === undefined ? [] : [{ code, text }];
  });
  made.set(key, codes);
  return codes;
}

/** All pairs of capital letters: those that are countries have a name. */
function pairs(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((one) => letters.map((other) => `${one}${other}`));
}

/** A code of a country that is gone stands for the one that came after it. */
function isPresent(kind: 'country' | 'currency', code: string): boolean {
  return kind === 'currency' || Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

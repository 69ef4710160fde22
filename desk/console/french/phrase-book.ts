/**
 * French texts by their English. `{}` stands for a part that differs from time to time, and is itself in French where
 * there is any; with `{!}` in the French it stays as it is, since a person wrote it.
 */
export type Phrases = Readonly<Record<string, string>>;

/** The signs between parts of a text that are said each by itself: in English, and in French. */
const signs = [
  ['. ', '. '],
  ['; ', ' ; '],
  [': ', ' : '],
] as const;

/** A text that was cut where it was kept: enough of it is left to know it by. */
const CUT = /^(.{12,}?) ?… \(\d+ more characters\)$/s;

/** A longer text is somebody else's. */
const LONGEST = 1000;

/**
 * A book of phrases: finds the French of a text. Where the whole is not known, its sentences and half sentences are
 * looked up one by one.
 * @returns the text as it is where nothing of it is known
 */
export function phraseBook(phrases: Phrases): (text: string) => string {
  // A phrase that says more goes before one that fits much else.
  const known = Object.entries(phrases)
    .toSorted(([a], [b]) => rankOf(b) - rankOf(a))
    .map(([english, french]) => ({ english, pattern: patternOf(english), french }));

  function whole(text: string): string | undefined {
    if (text.endsWith('.')) {
      const said = whole(text.slice(0, -1));
      return said === undefined ? undefined : `${said}.`;
    }
    for (const { pattern, french } of known) {
      const parts = pattern.exec(text)?.slice(1);
      if (!parts) continue;
      return french.replace(/\{(!?)\}/g, (_, isRaw) => {
        const part = parts.shift() ?? '';
        return isRaw ? part : parted(part);
      });
    }
    return uncut(text);
  }

  /** The whole phrase whose beginning is all that was kept of it. */
  function uncut(text: string): string | undefined {
    const [, kept] = CUT.exec(text) ?? [];
    return kept === undefined ? undefined : known.find(({ english }) => english.startsWith(kept))?.french;
  }

  /** A text with a note in parentheses at its end, such as a code. */
  function noted(text: string): string | undefined {
    const [, sentence = '', note = ''] = /^(.+?)( \([^()]+\))$/s.exec(text) ?? [];
    const said = sentence === '' ? undefined : whole(sentence);
    return said === undefined ? undefined : `${said}${whole(note) ?? note}`;
  }

  /** @param level the sign by which it may be parted; those before were looked for */
  function parted(text: string, level = 0): string {
    const said = whole(text) ?? noted(text);
    const sign = signs[level];
    if (said !== undefined || !sign) return said ?? text;
    const [english, french] = sign;
    const parts = text.split(english);
    const each = (some: readonly string[]) => some.map((part) => parted(part, level + 1));
    // The end of it may be a phrase that has the sign itself.
    for (let n = 1; n < parts.length; n += 1) {
      const end = whole(parts.slice(n).join(english));
      if (end !== undefined) return [...each(parts.slice(0, n)), end].join(french);
    }
    const all = each(parts);
    return all.some((one, n) => one !== parts[n]) ? all.join(french) : text;
  }

  return (text) => (text.length > LONGEST ? text : parted(text));
}

/** The weight of a phrase: the letters that are always the same, at its beginning above all. */
function rankOf(english: string): number {
  return english.replaceAll('{}', '').length + (english.startsWith('{}') ? 0 : LONGEST);
}

function patternOf(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.+?)')}$`, 's');
}

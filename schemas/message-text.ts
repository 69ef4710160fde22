/** A number so large or half a character may be in it: seldom enough to look only then. */
const MAY_HOLD_UNKEEPABLE = /[eE]\+?\d{3}|\d{200}|\\u[dD][89a-fA-F]/;

/** A run of digits that a number may lose some of. */
const MAY_HOLD_LONG_NUMBER = /\d{16}/;
/** A whole number outside of strings, and no part of another; none that is longer than any reference. */
const LONG_NUMBER = /(?<![\d.eE+-])-?\d{16,100}(?![\d.eE])/g;

/**
 * Parses a message's text to what can be kept and told on: a number that JSON can write and no
 * computer holds becomes null, a whole number that would be rounded its own text, since it can only be a
 * reference, and half of a surrogate pair U+FFFD. The text itself stays as it came, so nothing is lost by
 * it. Objects have every key for their own, `__proto__` among them.
 * @throws {SyntaxError} where the text is not JSON
 */
export function parseMessage(text: string): unknown {
  return JSON.parse(
    MAY_HOLD_LONG_NUMBER.test(text) ? withLongNumbersAsText(text) : text,
    MAY_HOLD_UNKEEPABLE.test(text) ? (_, value: unknown) => keepable(value) : undefined,
  );
}

function withLongNumbersAsText(text: string): string {
  const parts: string[] = [];
  for (let place = 0; place < text.length; ) {
    const quote = text.indexOf('"', place);
    const start = quote < 0 ? text.length : quote;
    const end = quote < 0 ? text.length : endOfString(text, quote) + 1;
    const between = text.slice(place, start);
    parts.push(
      between.replace(LONG_NUMBER, (digits) => (Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`)),
      text.slice(start, end),
    );
    place = end;
  }
  return parts.join('');
}

/** The place of the quote that ends the JSON string which starts here, or of the text's end. */
export function endOfString(text: string, start: number): number {
  let end = start;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
  } while (isEscaped(text, end));
  return end;
}

function isEscaped(text: string, place: number): boolean {
  let before = place;
  while (text[before - 1] === '\\') before -= 1;
  return (place - before) % 2 === 1;
}

function keepable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' ? wellFormed(value) : value;
}

/** A text of whole characters only: half a surrogate pair has no UTF-8, and no store takes it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * Somebody else's text in a form that every log, queue and store takes, and a person can read: at most so many
 * characters, whole ones, none that controls anything; an ellipsis stands for what is cut.
 */
export function shownText(text: string, most: number): string {
  const shown = wellFormed(text.slice(0, most + 1)).replace(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd');
  return shown.length <= most ? shown : `${wellFormed(shown.slice(0, most - 1)).replace(/\ufffd$/, '')}…`;
}

/**
 * JSON text in which every character that some queue may not take is escaped: what it says stays the same. SQS takes
 * those beyond U+FFFF, but not every service that is put in its place does.
 */
export function everywhereTaken(json: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json.replace(/[\ud800-\udfff\ufffe\uffff]/g, escaped);
}

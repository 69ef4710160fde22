/**
 * A quick test for numbers too large to hold and for half characters: both are rare, so the full check runs only then.
 */
const MAY_HOLD_UNKEEPABLE = /[eE]\+?\d{3}|\d{200}|\\u[dD][89a-fA-F]/;

/** A run of digits so long that a number may lose some. */
const MAY_HOLD_LONG_NUMBER = /\d{16}/;
/** A whole number outside of strings that is no part of another number; longer than any reference it is none. */
const LONG_NUMBER = /(?<![\d.eE+-])-?\d{16,100}(?![\d.eE])/g;

/**
 * Parses a message's text to values that can be kept and passed on. A number beyond what a computer holds becomes null;
 * a whole number that would be rounded becomes its own text, since it can only be a reference; half of a surrogate pair
 * becomes U+FFFD. The text itself is kept as it came, so nothing is lost. Objects own all their keys, also `__proto__`.
 * @throws {SyntaxError} where the text is not JSON
 */
export function parseMessage(text: string): unknown {
  const json = MAY_HOLD_LONG_NUMBER.test(text) ? withLongNumbersAsText(text) : text;
  if (!MAY_HOLD_UNKEEPABLE.test(text)) return JSON.parse(json);
  try {
    return JSON.parse(json, (_, value: unknown) => keepable(value));
  } catch (error) {
    // Nested deeper than a function can descend; nothing that is read of a message lies as deep.
    if (error instanceof RangeError) return JSON.parse(json);
    throw error;
  }
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

/** The index of the quote that ends the JSON string starting here, or the end of the text. */
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

/** A text without half characters: half a surrogate pair has no UTF-8, and no store takes it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * A foreign text in a form that every log, queue and store takes and a person can read: at most `most` characters,
 * whole ones, without control characters; an ellipsis marks the cut.
 */
export function shownText(text: string, most: number): string {
  const shown = wellFormed(text.slice(0, most + 1)).replace(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd');
  return shown.length <= most ? shown : `${wellFormed(shown.slice(0, most - 1)).replace(/\ufffd$/, '')}…`;
}

/**
 * JSON text with the characters escaped that some queues do not take; its meaning stays the same. SQS takes those
 * beyond U+FFFF, but not every stand-in for it does.
 */
export function everywhereTaken(json: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return json.replace(/[\ud800-\udfff\ufffe\uffff]/g, escaped);
}

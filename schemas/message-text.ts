/** A number so large or half a character may be in it: seldom enough to look only then. */
const MAY_HOLD_UNKEEPABLE = /[eE]\+?\d{3}|\d{200}|\\u[dD][89a-fA-F]/;

/**
 * Parses a message's text to what can be kept and told on: a number that JSON can write and no
 * computer holds becomes null, half of a surrogate pair U+FFFD. The text itself stays as it came, so
 * nothing is lost by it. Objects have every key for their own, `__proto__` among them.
 * @throws {SyntaxError} where the text is not JSON
 */
export function parseMessage(text: string): unknown {
  return JSON.parse(text, MAY_HOLD_UNKEEPABLE.test(text) ? (_, value: unknown) => keepable(value) : undefined);
}

function keepable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' ? wellFormed(value) : value;
}

/** A text of whole characters only: half a surrogate pair has no UTF-8, and no store takes it. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

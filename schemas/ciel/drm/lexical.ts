/** The text of an `xsd:decimal`. */
export const DECIMAL_TEXT = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)$/;

/** The text of an `xsd:integer` and of the types that are made from it. */
export const INTEGER_TEXT = /^[+-]?[0-9]+$/;

/** Limits of a number. */
export interface NumberLimits {
  /** The most digits behind the point; zeros at the end are no digits. An integer has no point. */
  decimals?: number;
  atLeast?: number;
  atMost?: number;
  above?: number;
  below?: number;
}

/** The rule that a number's text breaks; undefined where it keeps all. */
export function brokenNumberRule(text: string, limits: NumberLimits): string | undefined {
  const { decimals, atLeast, atMost, above, below } = limits;
  if (decimals === undefined && !INTEGER_TEXT.test(text)) return 'a whole number, of digits alone';
  if (!DECIMAL_TEXT.test(text)) return 'a decimal number with a point, without an exponent';
  if (decimals !== undefined && decimalsOf(text) > decimals) return `at most ${decimals} decimals`;
  const value = Number(text);
  if (atLeast !== undefined && value < atLeast) return `${atLeast} or more`;
  if (atMost !== undefined && value > atMost) return `${atMost} or less`;
  if (above !== undefined && value <= above) return `more than ${above}`;
  return below !== undefined && value >= below ? `less than ${below}` : undefined;
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  if (point < 0) return 0;
  let end = text.length;
  while (text[end - 1] === '0') end -= 1;
  return end - point - 1;
}

/** The digits of a number, without the exponent that JavaScript gives to very large and very small ones. */
export function digitsOf(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e21) return BigInt(value).toString();
  return size > 0 && size < 1e-6 ? value.toFixed(20) : String(value);
}

/** The number of characters of a text, as XML counts them: one for each code point. */
export function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const DATE_TEXT = /^-?([0-9]{4,})-([0-9]{2})-([0-9]{2})(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?$/;

/** True for the text of an `xsd:date`: a day that exists, with or without an offset. */
export function isDateText(text: string): boolean {
  const [, year = '', month, day] = DATE_TEXT.exec(text) ?? [];
  if (year === '' || Number(year) === 0 || (year.length > 4 && year.startsWith('0'))) return false;
  // Every 400 years the calendar is the same.
  const date = new Date(Date.UTC(2000 + (Number(year.slice(-8)) % 400), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

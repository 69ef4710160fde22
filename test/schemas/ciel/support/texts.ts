import * as fc from 'fast-check';

/** Characters that XML writes or reads in a way of their own, and those that take two units of a JavaScript text. */
const special = [
  '&',
  '<',
  '>',
  '"',
  "'",
  ']]>',
  '\r',
  '\n',
  '\t',
  ' ',
  '&amp;',
  '<![CDATA[',
  '\u{1F347}',
  'é',
  '\uE000',
  '\uFFFD',
];
const character = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  fc.constantFrom(...special),
);

/** A text of so many characters as XML counts them; one in ten is as long as it may be. */
export function texts(atLeast: number, atMost: number): fc.Arbitrary<string> {
  const usual = fc.array(character, { minLength: atLeast, maxLength: Math.min(atMost, atLeast + 8) });
  return fc.oneof(
    { weight: 9, arbitrary: usual.map((parts) => fitted(parts.join(''), atLeast, atMost)) },
    fc.constantFrom('x', '\u{1F347}', '&', '\r').map((one) => one.repeat(Math.min(atMost, 300))),
  );
}

/** The first characters of a text, filled up where it is too short. */
function fitted(text: string, atLeast: number, atMost: number): string {
  return [...text].slice(0, atMost).join('').padEnd(atLeast, 'x');
}

const digits = (atLeast: number, atMost: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: atLeast, maxLength: atMost });

/** A whole number in one of its forms. */
export function wholes(atLeast: number, atMost: number): fc.Arbitrary<string | number> {
  const number = fc.integer({ min: atLeast, max: Math.min(atMost, 2_000_000_000) });
  const large = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String);
  return fc.oneof(
    { weight: 4, arbitrary: number },
    { weight: 4, arbitrary: number.map(String) },
    fc.constantFrom(atLeast, Math.min(atMost, 2_147_483_647)),
    number.map((n) => (n < 0 ? String(n) : `+0${n}`)),
    ...(atMost === Number.POSITIVE_INFINITY ? [large] : []),
  );
}

/** A decimal in one of its forms, with at most so many decimals, within its bounds. */
export function decimals(
  most: number,
  { above, below, atLeast }: { above?: number; below?: number; atLeast?: number },
) {
  const isWithin = (value: number) =>
    (above === undefined || value > above) &&
    (below === undefined || value < below) &&
    (atLeast === undefined || value >= atLeast);
  const largest = below === undefined ? 1e12 : below * 10 ** most - 1;
  const least = above === undefined ? (atLeast ?? -1e12) * 10 ** most : above * 10 ** most + 1;
  const number = fc.integer({ min: least, max: largest }).map((n) => n / 10 ** most);
  const written = fc.tuple(
    fc.constantFrom('', '+', '-'),
    digits(0, 12),
    digits(0, most),
    digits(0, 2).map((zeros) => zeros.replace(/./g, '0')),
  );
  const text = written
    .map(([sign, whole, fraction, zeros]) => `${sign}${whole}${fraction || zeros ? '.' : ''}${fraction}${zeros}`)
    .map((text) => (/[0-9]/.test(text) ? text : `${text}0`))
    .filter((text) => isWithin(Number(text)));
  return fc.oneof({ weight: 2, arbitrary: number }, { weight: 2, arbitrary: number.map((n) => n.toFixed(most)) }, text);
}

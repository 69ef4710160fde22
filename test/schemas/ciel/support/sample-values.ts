import * as fc from 'fast-check';
import type { SimpleType } from './xsd-model.ts';

const limitOf = ({ facets }: SimpleType, kind: string) =>
  facets.filter((facet) => facet.kind === kind).map(({ value }) => Number(value));

/** A value that a type takes. */
export function sampleOf(type: SimpleType): string {
  const [pattern] = type.facets.filter(({ kind }) => kind === 'pattern');
  if (pattern)
    return fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern.value})$`)), { numRuns: 1, seed: 7 })[0] ?? '';
  const [one] = type.facets.filter(({ kind }) => kind === 'enumeration');
  if (one) return one.value;
  const bases: Record<string, string> = { boolean: 'true', date: '2026-08-31', string: 'text' };
  return (bases[type.base] ?? '1').padEnd(Math.max(0, ...limitOf(type, 'minLength')), 'x');
}

/** Values that break one rule of a type each, with that rule. */
export function wrongValuesOf(type: SimpleType): [rule: string, value: string][] {
  const sample = sampleOf(type);
  return [
    ...(wrongOfBase[type.base] ?? []).map((value): [string, string] => [type.base, value]),
    ...type.facets.map(({ kind, value }): [string, string] => {
      const wrong = wrongOfFacet[kind];
      if (!wrong) throw new Error(`no value breaks ${kind}`);
      return [`${kind} ${value}`, wrong(value, sample)];
    }),
  ];
}

const wrongOfBase: Readonly<Record<string, readonly string[]>> = {
  int: ['', 'x', '1.0', '1e0', '2147483648', '-2147483649', '1 1'],
  nonNegativeInteger: ['', 'x', '1.0', '1e0', '-1', '1 1'],
  decimal: ['', 'x', '1e0', '1,5', 'NaN', 'INF', '.', '1 1'],
  boolean: ['', 'x', 'TRUE', 'yes', '2'],
  date: [
    '',
    'x',
    '2026-02-29',
    '2026-2-1',
    '2026-13-01',
    '31.08.2026',
    '2026-08-31T00:00:00',
    '2026-08-31+15:00',
    '0000-01-01',
  ],
};

const wrongOfFacet: Readonly<Record<string, (limit: string, sample: string) => string>> = {
  enumeration: (value) => `${value}_`,
  pattern: (_, sample) => `!${sample.slice(1)}`,
  length: (limit, sample) => sample.padEnd(Number(limit) + 1, '1'),
  minLength: (limit) => 'x'.repeat(Number(limit) - 1),
  maxLength: (limit) => '\u{1F347}'.repeat(Number(limit) + 1),
  minInclusive: (limit) => String(Number(limit) - 1),
  maxInclusive: (limit) => String(Number(limit) + 1),
  minExclusive: (limit) => limit,
  maxExclusive: (limit) => limit,
  fractionDigits: (limit) => `1.${'1'.repeat(Number(limit) + 1)}`,
  totalDigits: (limit) => '1'.repeat(Number(limit) + 1),
};

/** Values at the limits of a type, which it takes. */
export function limitValuesOf(type: SimpleType): string[] {
  const values = type.facets.flatMap(({ kind, value }) => limitOfFacet[kind]?.(value) ?? []);
  return [...values, ...(type.facets.length > 0 && type.base === 'string' ? [] : (limitOfBase[type.base] ?? []))];
}

const limitOfBase: Readonly<Record<string, readonly string[]>> = {
  decimal: ['+1', '01.0', '1.', ' 1\n', '1.0000000'],
  boolean: ['true', 'false', '1', '0', ' true '],
  // XML Schema takes white space around a day, too, but libxml2 does not.
  date: ['2024-02-29', '2026-08-31Z', '2026-08-31+14:00', '12026-01-01'],
  string: ['', ' ', '\u{1F347}'],
  int: ['+1', '01', ' 1\n'],
  nonNegativeInteger: ['+1', '01', ' 1\n'],
};

const limitOfFacet: Readonly<Record<string, (limit: string) => string[]>> = {
  enumeration: (value) => [value],
  minLength: (limit) => ['x'.repeat(Number(limit))],
  maxLength: (limit) => ['\u{1F347}'.repeat(Number(limit))],
  minInclusive: (limit) => [limit],
  maxInclusive: (limit) => [limit],
  fractionDigits: (limit) => [`1.${'1'.repeat(Number(limit))}0`],
  totalDigits: (limit) => ['9'.repeat(Number(limit)), `0${'9'.repeat(Number(limit))}`],
};

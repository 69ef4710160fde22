import { flatCharges } from '../charges/flat-charges.ts';
import { additionalProcedures } from '../code-lists/procedures.ts';
import type { Declared } from './declared.ts';
import type { LawChange } from './law-change.ts';
import type { LawRule } from './law-rule.ts';

/** A rule, a code or a charge, with its days. */
interface Dated {
  from?: string | undefined;
  until?: string | undefined;
}

/**
 * The changes of the law after one day, up to another and with it, in their order: of the rules, of the codes that a
 * declaration has, and of the charges on its goods.
 */
export function changesBetween(
  rules: readonly LawRule[],
  after: string,
  upTo: string,
  { items, isUnionGoods }: Declared,
): LawChange[] {
  const codes = new Set(items.flatMap((item) => item.codes));
  const dated: (Dated & { what: string })[] = [
    ...rules.map(({ title, from, until }) => ({ what: title, from, until })),
    ...additionalProcedures
      .filter(({ code }) => codes.has(code))
      .map(({ code, from, until }) => ({ what: `additional procedure ${code}`, from, until })),
    // Goods of the Union owe none of them.
    ...(isUnionGoods ? [] : flatCharges.map(({ text, from, until }) => ({ what: text, from, until }))),
  ];
  return dated
    .flatMap(({ what, from, until }): LawChange[] => [
      ...(isWithin(from, after, upTo) ? [{ day: from, kind: 'begins' as const, what }] : []),
      ...(isWithin(until, after, upTo) ? [{ day: until, kind: 'ends' as const, what }] : []),
    ])
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

function isWithin(day: string | undefined, after: string, upTo: string): day is string {
  return day !== undefined && day > after && day <= upTo;
}

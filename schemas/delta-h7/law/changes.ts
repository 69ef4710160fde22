import { flatCharges } from '../charges/flat-charges.ts';
import type { CodeEntry } from '../code-lists/code-list.ts';
import { additionalProcedures } from '../code-lists/procedures.ts';
import { type Declared, isDistanceSale } from './declared.ts';
import type { LawChange } from './law-change.ts';
import type { LawRule } from './law-rule.ts';

/** A rule, a code or a charge, with its days. */
interface Dated {
  from?: string | undefined;
  until?: string | undefined;
}

/**
 * The changes of the law after one day, up to another and with it, that concern a declaration, in their order: of the
 * rules that it breaks, of the codes that it has, and of the charges on its goods.
 * @param breaks true if the declaration breaks a rule on a day on which that holds
 */
export function changesBetween(
  rules: readonly LawRule[],
  after: string,
  upTo: string,
  { items, isUnionGoods }: Declared,
  breaks: (rule: LawRule, day: string) => boolean,
): LawChange[] {
  const codes = new Set(items.flatMap((item) => item.codes));
  const ofRules = rules.flatMap((rule) =>
    changesOf({ ...rule, what: rule.title }).filter(({ day }) => breaks(rule, day)),
  );
  const ofCodes = additionalProcedures.filter(({ code }) => codes.has(code)).flatMap(changesOfCode);
  // Goods of the Union owe none of them.
  const owed = isUnionGoods ? [] : flatCharges.filter(({ owedFor }) => owedFor === 'all' || items.some(isDistanceSale));
  const ofCharges = owed.flatMap(({ text, from, until }) => changesOf({ what: text, from, until }));
  return [...ofRules, ...ofCodes, ...ofCharges]
    .filter(({ day }) => day > after && day <= upTo)
    .sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
}

const changesOfCode = ({ code, from, until }: CodeEntry) =>
  changesOf({ what: `additional procedure ${code}`, from, until });

/** The days on which something begins and ends, where it has any. */
function changesOf({ what, from, until }: Dated & { what: string }): LawChange[] {
  return [
    ...(from === undefined ? [] : [{ day: from, kind: 'begins' as const, what }]),
    ...(until === undefined ? [] : [{ day: until, kind: 'ends' as const, what }]),
  ];
}

import type { MergeableLines } from '../../estimate.ts';
import { listAt, textAt, valueAt } from '../../fault.ts';
import { isObject } from '../../json.ts';
import { amountOf } from './cents.ts';
import { itemNumberOf } from './declared-goods.ts';
import type { ItemCharges } from './expected-charges.ts';

/** Any field of an item that is named after its origin counts: whether the H7 has one is not public. */
const ORIGIN = /origin/i;

/**
 * The lines of a declaration that may be one, since what is charged is charged a line: of the same HS sub-heading, the
 * same description, the same origin where there is one, and the same procedures (secondary: law firms on Regulation (EU)
 * 2026/382). Lines of other currencies or exporters cannot stand in one line, and are left apart.
 * @param charged the charges to expect on each item, in the order of the items
 */
export function mergeableLines(declaration: unknown, charged: readonly ItemCharges[]): MergeableLines[] {
  const items = listAt(declaration, '/items');
  const alike = new Map<string, number[]>();
  for (const [index, item] of items.entries()) {
    const likeness = likenessOf(item, index);
    alike.set(likeness, [...(alike.get(likeness) ?? []), index]);
  }
  return [...alike.values()].flatMap((lines) => {
    if (lines.length < 2) return [];
    const flat = (charged[lines[0] as number]?.charges ?? []).filter(
      ({ base, payment }) => base === null && payment === 'import',
    );
    const saved = flat.reduce((sum, { cents }) => sum + cents, 0) * (lines.length - 1);
    const numbers = lines.map((index) => itemNumberOf(charged[index]?.number ?? String(index + 1)));
    return saved > 0 ? [{ items: numbers, saves: amountOf(saved), currency: 'EUR' }] : [];
  });
}

/** The same text for items that may be one line; one that says too little is like no other. */
function likenessOf(item: unknown, index: number): string {
  const commodityCode = textAt(item, '/commodityCode');
  const description = textAt(item, '/goodsDescription')?.trim().replace(/\s+/g, ' ').toLowerCase();
  if (!commodityCode || !description || !isObject(item)) return String(index);
  const procedures = listAt(item, '/additionalProcedure').map((one) => textAt(one, '/additionalProcedureCode') ?? '');
  const origins = Object.entries(item).filter(([name]) => ORIGIN.test(name));
  const currency = textAt(item, '/intrinsicValue/intrinsicValueCurrency');
  const parts = [commodityCode, description, procedures.toSorted(), origins, currency, valueAt(item, '/exporter')];
  return JSON.stringify([...parts, valueAt(item, '/procedure')]);
}

import type { GoodsItem } from '../register/declaration.ts';
import { procedureCodes } from '../register/declaration.ts';

/** The regime by which an item is taxed, from its additional procedure codes. */
export type Regime = 'ioss' | 'special-arrangement' | 'distance-sale' | 'private' | 'standard';

/** The day from which C07 is gone from e-commerce, and code F53 and the flat duty apply (Reg. (EU) 2026/382). */
export const REFORM = '2026-07-01';

/** Up to this, a consignment between private persons is relieved (C08), in EUR. */
export const PRIVATE_RELIEF = 45;

const codesBefore: readonly string[] = ['C07', 'C08', 'F48', 'F49'];
const codesSince: readonly string[] = [...codesBefore, 'F53'];

/** The code list of additional procedures on a day: the same array as long as the list is the same. */
export function procedureCodesOn(day: string): readonly string[] {
  return day < REFORM ? codesBefore : codesSince;
}

/** True of what is sold at a distance to private persons, whatever the VAT scheme. */
export function isSold(regime: Regime): boolean {
  return regime === 'ioss' || regime === 'special-arrangement' || regime === 'distance-sale';
}

export function regimeOf(item: GoodsItem): Regime {
  const codes = procedureCodes(item);
  if (codes.includes('F48')) return 'ioss';
  if (codes.includes('F49')) return 'special-arrangement';
  if (codes.includes('F53')) return 'distance-sale';
  if (codes.includes('C08')) return 'private';
  return 'standard';
}

/**
 * The codes as customs gives them back, two at most: "C07 is added automatically for IOSS (F48) or
 * Special arrangement (F49)" (Response_H7 0.3.0) until the reform, and gone from them since.
 */
export function proceduresAnswered(item: GoodsItem, day: string): { additionalProcedureCode: string }[] {
  const declared = procedureCodes(item);
  const regime = regimeOf(item);
  const others = declared.filter((code) => code !== 'C07');
  const codes = !isSold(regime) ? declared : day < REFORM ? ['C07', ...others] : others;
  return codes.slice(0, 2).map((additionalProcedureCode) => ({ additionalProcedureCode }));
}

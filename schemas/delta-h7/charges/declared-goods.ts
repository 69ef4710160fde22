import { listAt, textAt, valueAt } from '../../fault.ts';
import { centsOf, inEuro, sharesOf } from './cents.ts';

/** The rate of a currency: its units for one euro, as decimal text; undefined where that is not known. */
export type RateOf = (currency: string) => string | undefined;

/** The scheme by which an item is taxed, from its additional procedures. */
export type Scheme = 'ioss' | 'special-arrangement' | 'distance-sale' | 'private' | 'other';

const schemes: readonly (readonly [code: string, scheme: Scheme])[] = [
  ['F48', 'ioss'],
  ['F49', 'special-arrangement'],
  ['F53', 'distance-sale'],
  ['C08', 'private'],
];

/** An item as far as its charges depend on it. */
export interface DeclaredItem {
  /** Its number in the declaration; its place where it has none. */
  number: string;
  scheme: Scheme;
  commodityCode: string;
  /** The cents in euro of its value; undefined where they are not known. */
  value: number | undefined;
  /** The same of its own costs of transport, and of its share of those of the whole. */
  costs: number | undefined;
  /** The currencies in it without a known rate. */
  unknownCurrencies: readonly string[];
}

/** A declaration as far as its charges depend on it: read without trust. */
export interface DeclaredGoods {
  items: readonly DeclaredItem[];
  /** Goods of the Union that come from, or go to, a special fiscal territory (CO). */
  areUnionGoods: boolean;
  /** The importer is registered for VAT, and accounts for it by return (FR7), or as the importer (FR1). */
  isRegistered: boolean;
}

/** A number of an item as messages have it: a number, but where somebody wrote another text. */
export function itemNumberOf(number: string): number | string {
  return /^[1-9]\d{0,8}$/.test(number) ? Number(number) : number;
}

export function declaredGoods(declaration: unknown, rateOf: RateOf): DeclaredGoods {
  const items = listAt(declaration, '/items');
  const unknown = items.map(() => new Set<string>());
  const euroAt = (root: unknown, amount: string, currency: string, missing: readonly Set<string>[]) => {
    const cents = centsOf(valueAt(root, amount));
    const code = textAt(root, currency) ?? 'EUR';
    const rate = code === 'EUR' ? '1' : rateOf(code);
    if (rate === undefined) for (const one of missing) one.add(code);
    return cents === undefined || rate === undefined ? undefined : inEuro(cents, rate);
  };
  const costsOf = (root: unknown, missing: readonly Set<string>[]) =>
    valueAt(root, '/transportAndInsuranceCosts') === undefined
      ? 0
      : euroAt(root, '/transportAndInsuranceCosts/amount', '/transportAndInsuranceCosts/currency', missing);

  const values = items.map((item, index) => {
    const missing = unknown.slice(index, index + 1);
    return euroAt(item, '/intrinsicValue/intrinsicValueAmount', '/intrinsicValue/intrinsicValueCurrency', missing);
  });
  const general = costsOf(declaration, unknown);
  const shares = sharesOfCosts(general, values);
  const roles = listAt(declaration, '/additionalFiscalReferences').map((one) =>
    textAt(one, '/additionalFiscalReferenceRole'),
  );
  return {
    items: items.map((item, index) => {
      const own = costsOf(item, unknown.slice(index, index + 1));
      const share = shares[index];
      return {
        number: textAt(item, '/itemNumber') ?? String(index + 1),
        scheme: schemeOf(item),
        commodityCode: textAt(item, '/commodityCode') ?? '',
        value: values[index],
        costs: own === undefined || share === undefined ? undefined : own + share,
        unknownCurrencies: [...(unknown[index] ?? [])],
      };
    }),
    areUnionGoods: textAt(declaration, '/genericInformation/declarationType') === 'CO',
    isRegistered: roles.some((role) => role === 'FR1' || role === 'FR7'),
  };
}

/** Costs of the whole weigh on the items by value; unknown where a value is, but for none at all. */
function sharesOfCosts(
  general: number | undefined,
  values: readonly (number | undefined)[],
): readonly (number | undefined)[] {
  if (general === 0) return values.map(() => 0);
  const known = values.filter((value) => value !== undefined);
  return general === undefined || known.length < values.length ? values.map(() => undefined) : sharesOf(general, known);
}

function schemeOf(item: unknown): Scheme {
  const codes = listAt(item, '/additionalProcedure').map((one) => textAt(one, '/additionalProcedureCode'));
  return schemes.find(([code]) => codes.includes(code))?.[1] ?? 'other';
}

import { listAt, valueAt } from '../fault.ts';
import type { ItemCells, ItemColumn } from '../view.ts';

/** The columns of a product in an export. */
export const itemColumns: readonly ItemColumn[] = [
  { name: 'droits', text: 'suspendus or acquittes: the regime under which the product stands' },
  { name: 'code-inao', text: 'the product by its INAO code' },
  { name: 'libelle-personnalise', text: "the product in the declarant's words" },
  { name: 'stock-debut-periode', text: 'stock at the beginning of the month, in hectolitres' },
  { name: 'stock-fin-periode', text: 'stock at the end of the month, in hectolitres' },
];

const regimes = ['suspendus', 'acquittes'] as const;
const places: Readonly<Record<string, string>> = {
  'code-inao': '/code-inao',
  'libelle-personnalise': '/libelle-personnalise',
  'stock-debut-periode': '/balance-stocks/stock-debut-periode',
  'stock-fin-periode': '/balance-stocks/stock-fin-periode',
};

/** The products of a declaration, numbered as they stand in it. */
export function itemsOf(declaration: unknown): ItemCells[] {
  const products = regimes.flatMap((droits) =>
    listAt(declaration, `/declaration-recapitulative/droits-${droits}/produit`).map((product) => ({ droits, product })),
  );
  return products.map(({ droits, product }, index) => ({
    ...{ itemNumber: index + 1, droits },
    ...Object.fromEntries(
      Object.entries(places).flatMap(([name, place]) => {
        const value = valueAt(product, place);
        return typeof value === 'number' || typeof value === 'string' ? [[name, value]] : [];
      }),
    ),
  }));
}

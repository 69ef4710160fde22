import { listAt, textAt } from '../../fault.ts';
import { DECLARATION } from './declaration.ts';

/** The two balances of stocks: under suspension of duties, and duty-paid. */
export type Balance = 'droits-suspendus' | 'droits-acquittes';
export const balances: readonly Balance[] = ['droits-suspendus', 'droits-acquittes'];

/** A product of a balance, with its place. */
export interface Product {
  product: unknown;
  pointer: string;
  /** The key by which CIEL finds it again in the next month. */
  name: string | undefined;
}

/** The place of the products of a balance. */
export const productsAt = (balance: Balance): string => `${DECLARATION}/${balance}/produit`;

/** The products of a balance. */
export function productsIn(drm: unknown, balance: Balance): Product[] {
  return listAt(drm, productsAt(balance)).map((product, n) => ({
    product,
    pointer: `${productsAt(balance)}/${n}`,
    name: textAt(product, '/libelle-personnalise'),
  }));
}

import { type Fault, valueAt } from '../../fault.ts';
import { shownText } from '../../message-text.ts';
import { ACCOUNTS, capsulesIn } from './capsules.ts';
import { DECLARATION, isTrue } from './declaration.ts';
import { CLOSING, exactOf, OPENING } from './exact.ts';
import { type Balance, productsAt, productsIn } from './products.ts';
import { broken } from './rule.ts';

/** A rule between a declaration and that of the month before. */
export interface LastMonthRule {
  /** In the first month of the exercise CIEL does not apply it: stocks are counted anew. */
  isForLaterMonths?: true;
  /** It is not applied to a declaration of no movements, which leaves out what stays as it is. */
  isForMovements?: true;
  find(drm: unknown, before: unknown): Fault[];
}

const BALANCE = '/balance-stocks';

/** The parts of a declaration that have a stock, in the same form for products and capsules. */
interface Stocked {
  /** The key by which CIEL finds it again. */
  name: string;
  part: unknown;
  pointer: string;
}

const productsOf = (balance: Balance) => (drm: unknown) =>
  productsIn(drm, balance).flatMap(({ name, product, pointer }): Stocked[] =>
    name === undefined ? [] : [{ name, part: valueAt(product, BALANCE), pointer: `${pointer}${BALANCE}` }],
  );

const sizesOf = (drm: unknown) =>
  capsulesIn(drm).flatMap(({ account, size, capsules, pointer }): Stocked[] =>
    size === undefined ? [] : [{ name: `${account} ${size}`.trim(), part: capsules, pointer }],
  );

type StockedIn = (drm: unknown) => Stocked[];

/** An opening stock is the closing stock of the month before. */
function continued(code: '011' | '012' | '035', stockedIn: StockedIn): LastMonthRule {
  return {
    isForLaterMonths: true,
    find(drm, before) {
      const closings = new Map(
        stockedIn(before).map(({ name, part }) => [name, exactOf(valueAt(part, `/${CLOSING}`))]),
      );
      return stockedIn(drm).flatMap(({ name, part, pointer }) => {
        const [opening, closing] = [exactOf(valueAt(part, `/${OPENING}`)), closings.get(name)];
        const differs = opening !== undefined && closing !== undefined && opening !== closing;
        return differs ? [broken(code, drm, `${pointer}/${OPENING}`, 'another stock')] : [];
      });
    },
  };
}

/** Each product or size that had stock left in the month before is there. */
function kept(code: '016' | '023', stockedIn: StockedIn, place: string): LastMonthRule {
  return {
    isForMovements: true,
    find(drm, before) {
      const names = new Set(stockedIn(drm).map(({ name }) => name));
      return stockedIn(before)
        .filter(({ part }) => (exactOf(valueAt(part, `/${CLOSING}`)) ?? 0n) !== 0n)
        .filter(({ name }) => !names.has(name))
        .map(({ name }) => broken(code, drm, place, `none named "${shownText(name, 100)}"`));
    },
  };
}

/** [CI-3] 010 After the suspended stock was exhausted there are no products until the next campaign. */
const stillExhausted: LastMonthRule = {
  isForLaterMonths: true,
  isForMovements: true,
  find: (drm, before) =>
    isTrue(valueAt(before, `${DECLARATION}/droits-suspendus/stockEpuise`)) &&
    productsIn(drm, 'droits-suspendus').length > 0
      ? [broken('010', drm, productsAt('droits-suspendus'))]
      : [],
};

/** [CI-3] The rules of CIEL that need the declaration of the month before, too. */
export const lastMonthRules: readonly LastMonthRule[] = [
  stillExhausted,
  continued('011', productsOf('droits-suspendus')),
  continued('012', productsOf('droits-acquittes')),
  continued('035', sizesOf),
  kept('016', productsOf('droits-suspendus'), productsAt('droits-suspendus')),
  kept('016', productsOf('droits-acquittes'), productsAt('droits-acquittes')),
  kept('023', sizesOf, ACCOUNTS),
];

import { valueAt } from '../../fault.ts';
import { DECLARATION, isTrue } from './declaration.ts';
import { CLOSING, exactOf, isUnbalanced } from './exact.ts';
import { type Balance, balances, productsAt, productsIn } from './products.ts';
import { broken, type Rule } from './rule.ts';

const BALANCE = '/balance-stocks';
const AT_CLOSING = `${BALANCE}/${CLOSING}`;

/** [CI-3] 008 A declaration of no movements has no products. */
const nothingMeansNothing: Rule = (drm) =>
  isTrue(valueAt(drm, `${DECLARATION}/declaration-neant`))
    ? balances
        .filter((balance) => productsIn(drm, balance).length > 0)
        .map((balance) => broken('008', drm, productsAt(balance)))
    : [];

/** [CI-3] 013, 014 The closing stock is the opening stock with the entries and without the exits. */
const balanced =
  (balance: Balance, code: '013' | '014'): Rule =>
  (drm) =>
    productsIn(drm, balance)
      .filter(({ product }) => isUnbalanced(valueAt(product, BALANCE), 'entrees-periode', 'sorties-periode'))
      .map(({ pointer }) => broken(code, drm, `${pointer}${AT_CLOSING}`, 'another stock'));

/** [CI-3] 048 No closing stock is negative. */
const noneNegative: Rule = (drm) =>
  balances
    .flatMap((balance) => productsIn(drm, balance))
    .filter(({ product }) => (exactOf(valueAt(product, AT_CLOSING)) ?? 0n) < 0n)
    .map(({ pointer }) => broken('048', drm, `${pointer}${AT_CLOSING}`, 'a negative one'));

/** [CI-3] 045 Nothing is left where the suspended stock is said to be exhausted. */
const exhaustedMeansNothingLeft: Rule = (drm) =>
  isTrue(valueAt(drm, `${DECLARATION}/droits-suspendus/stockEpuise`)) &&
  productsIn(drm, 'droits-suspendus').some(({ product }) => (exactOf(valueAt(product, AT_CLOSING)) ?? 0n) !== 0n)
    ? [broken('045', drm, `${DECLARATION}/droits-suspendus/stockEpuise`, 'stock left')]
    : [];

/** The rules about the balances of stocks. */
export const balanceRules: readonly Rule[] = [
  nothingMeansNothing,
  balanced('droits-suspendus', '013'),
  balanced('droits-acquittes', '014'),
  noneNegative,
  exhaustedMeansNothingLeft,
];

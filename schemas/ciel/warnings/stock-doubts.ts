import { listAt, textAt, valueAt } from '../../fault.ts';
import { ACCOUNTS } from '../rules/capsules.ts';
import { DECLARATION, isTrue } from '../rules/declaration.ts';
import { exactOf, isPositive } from '../rules/exact.ts';
import { isIntermediate, labelOf } from '../rules/product-kinds.ts';
import { balances, productsIn } from '../rules/products.ts';
import { type Doubt, doubtful } from './doubt.ts';

const inBothBalances = (drm: unknown) => balances.flatMap((balance) => productsIn(drm, balance));

/** The labels of products that are probably taxed by their strength. */
const BY_STRENGTH = /^(?:BIERE|RHUM|ALCOOL)_/;

const withoutStrength: Doubt = (drm) =>
  inBothBalances(drm).flatMap((one) => {
    const lacks = (name: string) => valueAt(one.product, `/${name}`) === undefined;
    if (lacks('tav') && BY_STRENGTH.test(labelOf(one) ?? ''))
      return [doubtful(`${one.pointer}/tav`, '027 a product with this libelle-fiscal probably needs a tav')];
    return isIntermediate(one) && lacks('tav') !== lacks('premix')
      ? [doubtful(`${one.pointer}/tav`, '027 the contract wants both tav and premix for an intermediate product')]
      : [];
  });

/** The bound in a label: `CIDRES_INF_8_5` is up to 8.5 % vol., `BIERE_SUP_18` above 18. */
const BOUND = /_(INF|SUP)_(\d+(?:_\d+)?)(?:_|$)/;

const outsideItsLabel: Doubt = (drm) =>
  inBothBalances(drm).flatMap((one) => {
    const [, side, written = ''] = BOUND.exec(labelOf(one) ?? '') ?? [];
    const [tav, bound] = [exactOf(valueAt(one.product, '/tav')), exactOf(written.replace('_', '.'))];
    if (tav === undefined || bound === undefined) return [];
    const isWithin = side === 'SUP' ? tav > bound : tav <= bound;
    return isWithin ? [] : [doubtful(`${one.pointer}/tav`, '029 the tav is outside the range of its libelle-fiscal')];
  });

const replacedWithoutWords: Doubt = (drm) =>
  productsIn(drm, 'droits-acquittes')
    .filter(({ product }) => isPositive(valueAt(product, '/balance-stocks/sorties-periode/replacement-suspension')))
    .filter(({ product }) => !textAt(product, '/observations')?.trim())
    .map(({ pointer }) =>
      doubtful(`${pointer}/observations`, '031 a replacement probably needs observations here, too'),
    );

const paidStockExhausted: Doubt = (drm) => {
  const place = `${DECLARATION}/droits-acquittes/stockEpuise`;
  const isLeft = productsIn(drm, 'droits-acquittes').some(({ product }) =>
    isPositive(valueAt(product, '/balance-stocks/stock-fin-periode')),
  );
  return isLeft && isTrue(valueAt(drm, place))
    ? [doubtful(place, '045 duty-paid stock is left, though it is said to be exhausted')]
    : [];
};

const twoAccountsOfOneType: Doubt = (drm) => {
  const accounts = listAt(drm, ACCOUNTS).map((account) =>
    ['/categorie-fiscale-capsules', '/type-capsule'].map((name) => textAt(account, name)).join(' '),
  );
  return accounts.flatMap((account, n) =>
    accounts.indexOf(account) < n
      ? [doubtful(`${ACCOUNTS}/${n}/type-capsule`, '020 two accounts of one category are probably of two types')]
      : [],
  );
};

/** Doubts about products and capsules. */
export const stockDoubts: readonly Doubt[] = [
  withoutStrength,
  outsideItsLabel,
  replacedWithoutWords,
  paidStockExhausted,
  twoAccountsOfOneType,
];

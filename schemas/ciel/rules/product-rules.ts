import { textAt, valueAt } from '../../fault.ts';
import { amountOf } from './exact.ts';
import { codeOf, isIntermediate, isRawMaterial, isWithoutDuty, labelOf } from './product-kinds.ts';
import { balances, type Product, productsIn } from './products.ts';
import { broken, type Rule } from './rule.ts';

const ENTRIES = '/balance-stocks/entrees-periode';
const EXITS = '/balance-stocks/sorties-periode';
const REPLACEMENTS = `${ENTRIES}/replacements`;

/** True if anything was moved at a place of a product. */
const isMoved = (product: unknown, place: string) => (amountOf(valueAt(product, place)) ?? 0n) > 0n;

const inBothBalances = (drm: unknown) => balances.flatMap((balance) => productsIn(drm, balance));

/** [CI-3] 047 A product has an INAO code or a fiscal label. */
const named: Rule = (drm) =>
  inBothBalances(drm)
    .filter((one) => !codeOf(one) && !labelOf(one))
    .map(({ pointer }) => broken('047', drm, `${pointer}/code-inao`));

/** [CI-3] 028 A product's own name stands once in a balance. */
const namedApart: Rule = (drm) =>
  balances.flatMap((balance) => {
    const seen = new Set<string>();
    return productsIn(drm, balance).flatMap(({ name, pointer }) => {
      if (name === undefined) return [];
      const fault = seen.has(name) ? [broken('028', drm, `${pointer}/libelle-personnalise`)] : [];
      seen.add(name);
      return fault;
    });
  });

/**
 * [CI-3] 027 An intermediate product under an INAO code has its strength or says whether it is a premix. The contract
 * asks for both; that one of them alone is refused is not verified.
 */
const ofKnownStrength: Rule = (drm) =>
  inBothBalances(drm)
    .filter(isIntermediate)
    .filter(({ product }) => ['/tav', '/premix'].every((name) => valueAt(product, name) === undefined))
    .map(({ pointer }) => broken('027', drm, `${pointer}/tav`));

/** The movements of a product that need observations, with the code where these are missing. */
const explained = [
  { code: '017', movement: `${ENTRIES}/autres-entrees` },
  { code: '018', movement: `${EXITS}/sorties-sans-paiement-droits/autres-sorties` },
  { code: '018', movement: `${EXITS}/autres-sorties` },
  { code: '031', movement: REPLACEMENTS },
] as const;

/** [CI-3] 017, 018, 031 Other entries, other exits and replacements are explained. */
const movementsExplained: Rule = (drm) =>
  inBothBalances(drm)
    .filter(({ product }) => !textAt(product, '/observations')?.trim())
    .flatMap(({ product, pointer }) =>
      explained
        .filter(({ movement }) => isMoved(product, movement))
        .map(({ code }) => broken(code, drm, `${pointer}/observations`)),
    );

/** [CI-3] 040 Raw materials are under suspension. */
const rawMaterialsSuspended: Rule = (drm) =>
  productsIn(drm, 'droits-acquittes')
    .filter(isRawMaterial)
    .map(({ pointer }) => broken('040', drm, `${pointer}/libelle-fiscal`));

/** The movements that duties are due on, or were. */
const TAXED = [REPLACEMENTS, `${EXITS}/ventes-france-crd-suspendus`, `${EXITS}/ventes-france-crd-acquittes`];

/** [CI-3] 038, 041 Neither raw materials nor products without duty have replacements or taxed exits. */
const untaxed =
  (code: '038' | '041', isMeant: (one: Product) => boolean): Rule =>
  (drm) =>
    productsIn(drm, 'droits-suspendus')
      .filter(isMeant)
      .flatMap(({ product, pointer }) =>
        TAXED.filter((place) => isMoved(product, place)).map((place) => broken(code, drm, `${pointer}${place}`)),
      );

/** The rules about products. */
export const productRules: readonly Rule[] = [
  named,
  namedApart,
  ofKnownStrength,
  movementsExplained,
  rawMaterialsSuspended,
  untaxed('038', isRawMaterial),
  untaxed('041', isWithoutDuty),
];

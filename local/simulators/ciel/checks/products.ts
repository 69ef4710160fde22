import type { Balance, Drm, Product } from '../register/drm.ts';
import { type FunctionalFault, faultIf } from './functional-fault.ts';
import { isCorsican } from './operators.ts';
import { isWine, tavFaults } from './tav.ts';

/** The two balances, by the words that texts have for them and by the code of their sum. */
const SIDES = [
  { key: 'suspended', words: 'en droits suspendus', sum: '013' },
  { key: 'acquitted', words: 'en droits acquittés', sum: '014' },
] as const;

/** Products that bear no duty, which can neither leave with payment of it nor come back. */
const NOT_TAXED = ['4R988Y', '4B988Y', '4X999V', '5X999V'];

/** The faults of the products of both balances, as far as the declaration itself tells them. */
export function productFaults(drm: Drm): FunctionalFault[] {
  return SIDES.flatMap(({ key, words, sum }) => {
    const { products } = drm[key];
    return [
      ...products.flatMap((product) => [
        ...faultIf(
          product.closing !== product.opening + product.entered() - product.left(),
          sum,
          `Produit ${product.label}, balance ${words} : le stock de fin n'est pas le stock de début plus les entrées moins les sorties.`,
        ),
        ...faultIf(product.closing < 0n, '048', `Produit ${product.label} : le stock de fin de période est négatif.`),
        ...identityFaults(product),
        ...tavFaults(product),
        ...observationFaults(product),
        ...faultIf(
          key === 'acquitted' && isRawMaterial(product),
          '040',
          `Produit ${product.label} : une matière première ne va pas dans la balance en droits acquittés.`,
        ),
      ]),
      ...repeatedFaults(products),
    ];
  }).concat(
    drm.suspended.products.flatMap((product) => suspendedFaults(product, drm)),
    exhaustedFaults(drm.suspended),
  );
}

function identityFaults({ label, inao, fiscalLabel }: Product): FunctionalFault[] {
  return [
    ...faultIf(
      inao === undefined && fiscalLabel === undefined,
      '047',
      `Produit ${label} : ni code INAO ni libellé fiscal.`,
    ),
    // The register of codes is not public: here those exist that begin with 1 to 8.
    ...faultIf(inao !== undefined && !/^[1-8]/.test(inao), '015', `Le code INAO ${inao} est inconnu.`),
  ];
}

function observationFaults(product: Product): FunctionalFault[] {
  const { label, hasObservations, replacements } = product;
  if (hasObservations) return [];
  const others = product.left('autres-sorties') + product.left('sorties-sans-paiement-droits', 'autres-sorties');
  return [
    ...faultIf(
      product.entered('autres-entrees') > 0n,
      '017',
      `Produit ${label} : d'autres entrées demandent une observation.`,
    ),
    ...faultIf(others > 0n, '018', `Produit ${label} : d'autres sorties demandent une observation.`),
    ...faultIf(replacements.length > 0, '031', `Produit ${label} : un replacement demande une observation.`),
  ];
}

function repeatedFaults(products: readonly Product[]): FunctionalFault[] {
  const labels = products.map(({ label }) => label);
  const repeated = new Set(labels.filter((label, n) => labels.indexOf(label) < n));
  return [...repeated].map((label) => ({ code: '028', text: `Produit ${label} : il est deux fois dans la balance.` }));
}

function suspendedFaults(product: Product, { agrement, month }: Drm): FunctionalFault[] {
  const { label, replacements, inao = '' } = product;
  const taxed = product.left('ventes-france-crd-suspendus') + product.left('ventes-france-crd-acquittes');
  const isMoved = replacements.length > 0 || taxed > 0n;
  const inCorsica = product.left('sorties-sans-paiement-droits', 'mise-sur-marche-corse') > 0n;
  const oldest = `${String(Number(month.slice(0, 4)) - 2).padStart(4, '0')}${month.slice(4)}`;
  return [
    ...faultIf(
      replacements.some((one) => one < oldest),
      '032',
      `Produit ${label} : le replacement date de plus de deux ans.`,
    ),
    ...faultIf(
      isRawMaterial(product) && isMoved,
      '038',
      `Produit ${label} : une matière première n'a ni replacement ni sortie avec paiement.`,
    ),
    ...faultIf(
      NOT_TAXED.includes(inao) && isMoved,
      '041',
      `Produit ${label} : non fiscalisé, il n'a ni replacement ni sortie avec paiement.`,
    ),
    ...faultIf(
      inCorsica && !(isCorsican(agrement) && isWine(product)),
      '044',
      `Produit ${label} : seul un vin d'un opérateur de Corse est mis sur le marché en Corse.`,
    ),
  ];
}

function exhaustedFaults({ isExhausted, products }: Balance): FunctionalFault[] {
  const hasStock = products.some(({ closing }) => closing !== 0n);
  return faultIf(
    isExhausted && hasStock,
    '045',
    'Le stock est dit épuisé, et des produits en droits suspendus en ont.',
  );
}

const isRawMaterial = ({ fiscalLabel = '' }: Product) => fiscalLabel.startsWith('MATIERES_PREMIERES_');

import type { Balance, Drm, Product } from '../register/drm.ts';
import { renewedLabels } from '../register/renewed-labels.ts';
import { capsulesKey, nameOf } from './capsules.ts';
import { type FunctionalFault, faultIf } from './functional-fault.ts';
import { campaignOf, isFirstOfCampaign, type Known } from './previous-state.ts';

const RUM = ['RHUM_TRADITIONNEL_DOM_ART_1', 'RHUM_TRADITIONNEL_DOM_CONTINGENT_FISCAL'];
const SIDES = [
  { key: 'suspended', words: 'en droits suspendus', opening: '011' },
  { key: 'acquitted', words: 'en droits acquittés', opening: '012' },
] as const;

/** The faults that only what CIEL has of other months can tell. */
export function previousFaults(drm: Drm, { previous, isLaterValidated, isDormant }: Known): FunctionalFault[] {
  return [
    ...faultIf(isLaterValidated, '042', "Une déclaration d'une période postérieure est déjà validée."),
    ...faultIf(
      drm.suspended.isExhausted && isFirstOfCampaign(drm.month),
      '046',
      "Le stock n'est pas dit épuisé dans la première déclaration d'une campagne.",
    ),
    ...SIDES.flatMap(({ key }) => newProductFaults(drm[key], previous?.[key])),
    ...(isDormant ? dormantFaults(drm, previous) : []),
    ...(previous ? carriedFaults(drm, previous) : []),
  ];
}

/** The faults of what does not go on as the declaration before ended; a nil one carries everything on by itself. */
function carriedFaults(drm: Drm, previous: Drm): FunctionalFault[] {
  const isInventory = isFirstOfCampaign(drm.month);
  const isOver = !drm.isNil && previous.suspended.isExhausted && campaignOf(previous.month) === campaignOf(drm.month);
  return [
    ...faultIf(
      isOver && drm.suspended.products.length > 0,
      '010',
      'Le stock en droits suspendus était dit épuisé dans la déclaration précédente.',
    ),
    ...SIDES.flatMap(({ key, words, opening }) =>
      previous[key].products.flatMap((before) => {
        const now = drm[key].products.find(({ label }) => label === before.label);
        if (!now)
          return faultIf(
            !drm.isNil && before.closing !== 0n,
            '016',
            `Produit ${before.label} : il n'est pas repris, et son stock précédent n'est pas nul.`,
          );
        return [
          ...faultIf(
            !isInventory && now.opening !== before.closing,
            opening,
            `Produit ${now.label}, balance ${words} : le stock de début n'est pas le stock de fin précédent.`,
          ),
          ...faultIf(
            codeOf(now) !== codeOf(before),
            '030',
            `Produit ${now.label} : son code ou libellé fiscal n'est plus celui de la déclaration précédente.`,
          ),
        ];
      }),
    ),
    ...previous.capsules.flatMap((before) => {
      const now = drm.capsules.find((one) => capsulesKey(one) === capsulesKey(before));
      if (!now)
        return faultIf(
          !drm.isNil && before.closing !== 0,
          '023',
          `${nameOf(before)} : elle n'est pas reprise, et son stock précédent n'est pas nul.`,
        );
      return faultIf(
        !isInventory && now.opening !== before.closing,
        '035',
        `${nameOf(now)} : le stock de début n'est pas le stock de fin précédent.`,
      );
    }),
  ];
}

/** New spirits have a least degree. */
function newProductFaults({ products }: Balance, previous: Balance | undefined): FunctionalFault[] {
  const added = products.filter(({ label }) => !previous?.products.some((one) => one.label === label));
  return added.flatMap(({ label, fiscalLabel = '', tav = 100 }) => [
    ...faultIf(
      RUM.includes(fiscalLabel) && tav < 39.8,
      '049',
      `Produit ${label} : le TAV de ce rhum est d'au moins 39,8.`,
    ),
    ...faultIf(
      /^(?:RHUM|ALCOOL)_/.test(fiscalLabel) && tav <= 1.2,
      '054',
      `Produit ${label} : le TAV d'un alcool est de plus de 1,2.`,
    ),
  ]);
}

function dormantFaults(drm: Drm, previous: Drm | undefined): FunctionalFault[] {
  const products = SIDES.flatMap(({ key }) => drm[key].products.map((product) => ({ product, key })));
  const isNew = ({ product, key }: (typeof products)[number]) =>
    previous !== undefined && !previous[key].products.some(({ label }) => label === product.label);
  return [
    ...faultIf(products.some(isNew), '050', "Des stocks dormants n'ont pas de nouveau produit."),
    ...faultIf(
      products.some(({ product }) => product.entered() > 0n),
      '051',
      "Des stocks dormants n'ont pas d'entrées.",
    ),
  ];
}

const codeOf = ({ inao, fiscalLabel = '' }: Product) => inao ?? renewedLabels[fiscalLabel] ?? fiscalLabel;

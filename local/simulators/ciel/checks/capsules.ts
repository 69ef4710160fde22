import type { Capsules, Drm } from '../register/drm.ts';
import { sizes } from '../schema/message.ts';
import { type FunctionalFault, faultIf } from './functional-fault.ts';
import { isAcquittedOnly } from './operators.ts';

/** The types that one category may have together. */
const TOGETHER = [
  ['COLLECTIVES_DROITS_SUSPENDUS', 'PERSONNALISEES'],
  ['COLLECTIVES_DROITS_ACQUITTES', 'COLLECTIVES_DROITS_SUSPENDUS'],
].map((types) => types.join());

/** The faults of the accounts of capsules, as far as the declaration itself tells them. */
export function capsuleFaults({ agrement, accounts, capsules }: Drm): FunctionalFault[] {
  const categories = [...new Set(accounts.map(({ category }) => category))];
  return [
    ...faultIf(accounts.length > 0 && isAcquittedOnly(agrement), '019', "L'agrément ne permet pas de compte CRD."),
    ...categories.flatMap((category) => {
      const types = accounts.filter((one) => one.category === category).map(({ type }) => type);
      const isTooMany = types.length > 2;
      return [
        ...faultIf(isTooMany, '019', `La catégorie ${category} a plus de deux comptes CRD.`),
        ...faultIf(
          types.length === 2 && !TOGETHER.includes(types.sort().join()),
          '020',
          `La catégorie ${category} a des types de capsules qui ne vont pas ensemble.`,
        ),
      ];
    }),
    ...repeatedFaults(capsules),
    ...capsules.flatMap(sizeFaults),
  ];
}

function repeatedFaults(capsules: readonly Capsules[]): FunctionalFault[] {
  const keys = capsules.map(capsulesKey);
  return capsules
    .filter((_, n) => keys.indexOf(keys[n] as string) < n)
    .map((one) => ({
      code: one.size === 'AUTRE' ? '025' : '021',
      text: `${nameOf(one)} : elle est deux fois dans le compte.`,
    }));
}

function sizeFaults(one: Capsules): FunctionalFault[] {
  const name = nameOf(one);
  const isCustom = one.size === 'AUTRE';
  const isIncomplete = isCustom && (one.customVolume === undefined || one.isBag === undefined);
  return [
    ...faultIf(
      one.closing !== one.opening + one.entered() - one.left(),
      '022',
      `${name} : le stock de fin n'est pas le stock de début plus les entrées moins les sorties.`,
    ),
    ...faultIf(isIncomplete, '024', `${name} : le volume personnalisé ou l'indication de bag-in-box manque.`),
    ...faultIf(
      isCustom && !isIncomplete && isListed(one),
      '033',
      `${name} : cette centilisation est déjà dans la liste.`,
    ),
    ...faultIf(
      one.entered('autres-entrees') > 0 && !one.hasObservations,
      '055',
      `${name} : d'autres entrées demandent une observation.`,
    ),
    ...faultIf(
      one.left('autres-sorties') > 0 && !one.hasObservations,
      '056',
      `${name} : d'autres sorties demandent une observation.`,
    ),
  ];
}

/** True where a size of the list has the volume, in centilitres, and the form. */
function isListed({ customVolume, isBag }: Capsules): boolean {
  const name = `${isBag ? 'BIB' : 'CL'}_${String(Number(customVolume)).replace('.', '_')}`;
  return sizes.some((size) => size === name);
}

/** The account and the size, under which the capsules of two months are compared. */
export function capsulesKey({ category, type, size, customVolume, isBag }: Capsules): string {
  return [category, type, size, size === 'AUTRE' ? [Number(customVolume), isBag] : ''].join(' ');
}

/** The capsules in a text for people. */
export const nameOf = ({ category, type, size, customVolume }: Capsules) =>
  `Centilisation ${size === 'AUTRE' ? `personnalisée ${customVolume ?? ''}` : size}, catégorie ${category} (${type})`;

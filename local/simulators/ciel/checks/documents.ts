import type { Drm } from '../register/drm.ts';
import { type FunctionalFault, faultIf } from './functional-fault.ts';
import { isAcquittedOnly, type Operators } from './operators.ts';

/** The faults of accompanying documents and of what was not discharged. */
export function documentFaults(
  { agrement, documents, undischarged, suspended }: Drm,
  operators: Pick<Operators, 'traitOf'>,
): FunctionalFault[] {
  const isLimited = isAcquittedOnly(agrement);
  return [
    ...faultIf(
      isLimited && (suspended.products.length > 0 || undischarged.length > 0),
      '009',
      "L'agrément ne permet ni stocks en droits suspendus ni relevé de non apurement.",
    ),
    ...faultIf(
      isLimited && documents.some(({ type }) => type === 'daa-dca'),
      '026',
      "L'agrément ne permet pas ce type de document d'accompagnement.",
    ),
    ...documents.flatMap(({ first, last }) =>
      faultIf(
        [first, last].some((reference) => isNumber(reference) && !/^\s*0*[1-9]\d*\s*$/.test(reference)),
        '036',
        `Documents ${first} à ${last} : un numéro est un entier positif.`,
      ),
    ),
    ...undischarged.flatMap((receiver = '') =>
      faultIf(
        receiver.length === 13 && receiver.startsWith('FR') && operators.traitOf(receiver) === 'unknown',
        '034',
        `Relevé de non apurement : le destinataire ${receiver} est inconnu.`,
      ),
    ),
  ];
}

/** A reference that is no number may be any text. */
const isNumber = (reference: string) => /^\s*[+-]?\d+(?:[.,]\d+)?\s*$/.test(reference);

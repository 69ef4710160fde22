import { listAt, textAt, valueAt } from '../../fault.ts';
import { DECLARATION, isTrue } from './declaration.ts';

/** The capsules for one size of bottle, with their place. */
export interface Capsules {
  capsules: unknown;
  pointer: string;
  /** Category and type: together they are an account. */
  account: string;
  /** The size within the account: one of the list, or a volume of its own, of a bag-in-box or not. */
  size: string | undefined;
}

/** The size that stands for all that have no name of their own. */
export const OTHER_SIZE = 'AUTRE';

/** The place of the accounts of capsules. */
export const ACCOUNTS = `${DECLARATION}/compte-crd`;

/** The capsules of all accounts. */
export function capsulesIn(drm: unknown): Capsules[] {
  return listAt(drm, ACCOUNTS).flatMap((one, n) =>
    listAt(one, '/centilisation').map((capsules, index) => ({
      capsules,
      pointer: `${ACCOUNTS}/${n}/centilisation/${index}`,
      account: [textAt(one, '/categorie-fiscale-capsules'), textAt(one, '/type-capsule')].join(' '),
      size: sizeOf(capsules),
    })),
  );
}

function sizeOf(capsules: unknown): string | undefined {
  const volume = textAt(capsules, '/volume');
  if (volume !== OTHER_SIZE) return volume;
  return ownSize(Number(textAt(capsules, '/volumePersonnalise')), isTrue(valueAt(capsules, '/bib')));
}

/** A size by its volume in centilitres, and whether it is a bag-in-box. */
export const ownSize = (centilitres: number, isBag: boolean): string =>
  `${OTHER_SIZE} ${centilitres} ${isBag ? 'bib' : ''}`;

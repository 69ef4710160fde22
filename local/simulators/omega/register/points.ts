/** The ways in which a metering point (PCE), or what happens about it, differs from the usual. */
export const TRAITS = {
  '0001': 'unknown',
  '0002': 'other-supplier',
  '0003': 'not-monthly',
  '0004': 'free',
  '0005': 'abandoned',
  '0006': 'wrong-data',
  '0007': 'interrupted-at-verify',
  '0008': 'interrupted-at-create',
  '0009': 'interrupted-but-made',
  '0010': 'lost-at-verify',
  '0011': 'lost-at-create',
  '0012': 'fault-at-create',
  '0013': 'page-at-create',
  '0014': 'cancelled-at-create',
  '0015': 'closed-once',
  '0016': 'maintenance-once',
} as const;
export type Trait = (typeof TRAITS)[keyof typeof TRAITS];

/** A metering point of the register. */
export interface Point {
  /** The two digits of its department. */
  department: string;
  trait: Trait | undefined;
}

/**
 * The register of metering points, which is not public. By convention a point has 14 digits: the first two are its
 * department, the last four its trait.
 */
export function pointOf(number: string): Point | undefined {
  if (!/^\d{14}$/.test(number)) return undefined;
  const trait = TRAITS[number.slice(-4) as keyof typeof TRAITS] as Trait | undefined;
  return trait === 'unknown' ? undefined : { department: number.slice(0, 2), trait };
}

/*
 * What to put in a declaration to make customs do something. Known to the people who try the
 * gateway, so each trigger is described here beside the rule it sets off; README.md lists them.
 */

/** Clearance agreements that begin so exist (example of Request_Invalidation_H7: `A234567`). */
export const KNOWN_AGREEMENT = /^A/;
/** The agreement whose crédit d'enlèvement is used up. */
export const CREDIT_USED_UP = 'A999999';
/** Toys: controlled, and found in order. */
export const CONTROLLED_HEADING = '9503';
/** Cosmetics: controlled, and not cleared. */
export const NOT_CLEARED_HEADING = '3304';
/** Children's picture books: validated, and left so. Nothing happens to them until somebody asks for it. */
export const HELD_HEADING = '4903';
/** Alcohol and tobacco, which an H7 may not carry (§2.1.1). */
export const EXCLUDED_HEADINGS = ['2203', '2204', '2205', '2206', '2207', '2208', '2402', '2403'] as const;
/** Sprays and truncheons: taken when lodged ahead, and prohibited by the time the goods arrive. */
export const PROHIBITED_SINCE_HEADING = '9304';
/** The office that lets nothing in whose location it was not told. */
export const OFFICE_WITHOUT_GOODS = 'FR009999';
/** In the motivation of a request: customs refuses it. */
export const REFUSED_MOTIVATION = 'REFUSE';

export interface Trigger {
  put: string;
  /** What comes back: states in their order, or the code of the error. */
  gives: readonly string[];
  in: 'declaration validated (A)' | 'declaration anticipated (D)' | 'any declaration';
}

export const triggers: readonly Trigger[] = [
  { put: 'nothing of what follows', in: 'declaration validated (A)', gives: ['VLD', 'BAE'] },
  { put: `a commodity code in ${CONTROLLED_HEADING}`, in: 'declaration validated (A)', gives: ['VLD', 'CTL', 'BAE'] },
  { put: `a commodity code in ${NOT_CLEARED_HEADING}`, in: 'declaration validated (A)', gives: ['VLD', 'CTL', 'MND'] },
  { put: `clearance agreement ${CREDIT_USED_UP}`, in: 'declaration validated (A)', gives: ['VLD', 'CEA', 'BAE'] },
  { put: 'nothing of what follows', in: 'declaration anticipated (D)', gives: ['ANT', 'ANN'] },
  { put: 'an LRN that was accepted before', in: 'any declaration', gives: ['H7_NAT_000'] },
  { put: 'items worth more than 150 EUR together', in: 'any declaration', gives: ['H7_NAT_001'] },
  { put: 'F48 without a fiscal reference FR5', in: 'any declaration', gives: ['H7_NAT_002'] },
  { put: 'a clearance agreement that does not begin with A', in: 'any declaration', gives: ['H7_NAT_003'] },
  { put: `a commodity code in ${EXCLUDED_HEADINGS.join(', ')}`, in: 'any declaration', gives: ['H7_NAT_004'] },
  { put: 'fields that are missing or malformed', in: 'any declaration', gives: ['H7_SUR_00n, one for each fault'] },
];

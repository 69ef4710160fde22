/*
 * The values in a declaration that make customs do something. Known to the people who try the
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
  /** The answers: states in their order, or the code of the error. */
  gives: readonly string[];
  in:
    | 'declaration validated (A)'
    | 'declaration anticipated (D)'
    | 'declaration of the fallback procedure'
    | 'any declaration'
    | 'validation'
    | 'request for invalidation'
    | 'request for amendment'
    | 'any request'
    | 'consultation'
    | 'any message';
}

export const triggers: readonly Trigger[] = [
  { put: 'nothing of what follows', in: 'declaration validated (A)', gives: ['VLD', 'BAE'] },
  { put: `a commodity code in ${CONTROLLED_HEADING}`, in: 'declaration validated (A)', gives: ['VLD', 'CTL', 'BAE'] },
  { put: `a commodity code in ${NOT_CLEARED_HEADING}`, in: 'declaration validated (A)', gives: ['VLD', 'CTL', 'MND'] },
  { put: `clearance agreement ${CREDIT_USED_UP}`, in: 'declaration validated (A)', gives: ['VLD', 'CEA', 'BAE'] },
  { put: `a commodity code in ${HELD_HEADING}`, in: 'declaration validated (A)', gives: ['VLD'] },
  { put: 'nothing of what follows', in: 'declaration anticipated (D)', gives: ['ANT', 'ANN'] },
  { put: 'nothing of what follows', in: 'declaration of the fallback procedure', gives: ['VLD', 'BAE'] },
  { put: `a commodity code in ${HELD_HEADING}`, in: 'declaration of the fallback procedure', gives: ['VLD'] },
  {
    put: `clearance agreement ${CREDIT_USED_UP}`,
    in: 'declaration of the fallback procedure',
    gives: ['VLD', 'CEA', 'BAE'],
  },
  { put: 'an LRN that was accepted before', in: 'any declaration', gives: ['H7_NAT_000'] },
  { put: 'items worth more than 150 EUR together', in: 'any declaration', gives: ['H7_NAT_001'] },
  { put: 'F48 without a fiscal reference FR5', in: 'any declaration', gives: ['H7_NAT_002'] },
  { put: 'a clearance agreement that does not begin with A', in: 'any declaration', gives: ['H7_NAT_003'] },
  { put: `a commodity code in ${EXCLUDED_HEADINGS.join(', ')}`, in: 'any declaration', gives: ['H7_NAT_004'] },
  {
    put: 'F48, F49 or F53 without a removal credit, since 1 July 2026',
    in: 'any declaration',
    gives: ['H7_NAT_005'],
  },
  {
    put: 'F48, F49 or F53 without C127, C128 and exactly one of C129 and Y081 in each item, since 1 November 2026',
    in: 'any declaration',
    gives: ['H7_NAT_006'],
  },
  { put: 'two items of one number', in: 'any declaration', gives: ['H7_NAT_007'] },
  { put: 'nothing of what follows', in: 'validation', gives: ['VLD twice', 'then as a declaration validated'] },
  { put: 'a reference that is not among those of the account', in: 'validation', gives: ['H7_NAT_010'] },
  { put: 'an LRN that is not that of the reference', in: 'validation', gives: ['H7_NAT_011'] },
  { put: 'a declaration that is not anticipated', in: 'validation', gives: ['H7_NAT_012'] },
  {
    put: `presentation office ${OFFICE_WITHOUT_GOODS} in the declaration, and a goodsLocation neither there nor here`,
    in: 'validation',
    gives: ['H7_NAT_013'],
  },
  {
    put: `a commodity code in ${PROHIBITED_SINCE_HEADING} in the declaration`,
    in: 'validation',
    gives: ['H7_NAT_014'],
  },
  { put: 'nothing of what follows', in: 'request for invalidation', gives: ['registered', 'accepted: all INV'] },
  { put: 'nothing of what follows', in: 'request for amendment', gives: ['registered', 'accepted'] },
  { put: `a motivation that contains ${REFUSED_MOTIVATION}`, in: 'any request', gives: ['registered', 'refused'] },
  {
    put: 'a declaration that leaves the state validated before the decision',
    in: 'any request',
    gives: ['registered', 'refused'],
  },
  { put: 'a reference that is not among those of the account', in: 'any request', gives: ['H7_NAT_010'] },
  { put: 'an LRN that is not that of the reference', in: 'any request', gives: ['H7_NAT_011'] },
  { put: 'a declaration that is not validated', in: 'any request', gives: ['H7_NAT_012'] },
  { put: 'an MRN that is not that of the reference', in: 'any request', gives: ['H7_NAT_015'] },
  {
    put: 'an operatorRequestReference that was registered before',
    in: 'any request',
    gives: ['H7_NAT_020'],
  },
  {
    put: 'a declaration that would not be accepted, its LRN aside',
    in: 'request for amendment',
    gives: ['H7_NAT_001 to H7_NAT_007'],
  },
  {
    put: 'LRNs, of which some are those of the account under the agreement',
    in: 'consultation',
    gives: ['those declarations'],
  },
  { put: 'fields that are missing or malformed', in: 'any message', gives: ['H7_SUR_00n, one for each fault'] },
];

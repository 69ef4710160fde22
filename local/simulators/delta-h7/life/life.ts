import { CONTROLLED_HEADING, CREDIT_USED_UP, HELD_HEADING, NOT_CLEARED_HEADING } from '../misbehaviour/triggers.ts';
import type { Declaration } from '../register/declaration.ts';
import type { StateCode } from '../register/states.ts';

/** "… dans un délai de 30 jours à compter du dépôt de la déclaration anticipée" (§3.2.2). */
export const ANTICIPATION_MILLIS = 30 * 24 * 60 * 60 * 1000;

/** The times that customs takes at pace 1, in milliseconds, from and to: lively enough to watch. */
export type Delay = readonly [least: number, most: number];
export const ANSWER: Delay = [300, 900];
export const AT_ONCE: Delay = [0, 0];
/** The time an officer takes over a request: long, so that others may come in between. */
export const DECISION: Delay = [2000, 4000];

export interface Stage {
  state: StateCode;
  /** After the stage before it. */
  after: Delay;
}

const control: Stage = { state: 'CTL', after: [300, 900] };
const notCleared: Stage = { state: 'MND', after: [1500, 3000] };
const creditPending: Stage = { state: 'CEA', after: [300, 900] };

const release = (least: number, most: number): Stage => ({ state: 'BAE', after: [least, most] });

/**
 * The life of a declaration once it is validated (§2.1.3): control where there is cause, then
 * the credit ("le contrôle du crédit d'enlèvement est systématique", §2.1.4), then the release.
 */
export function stagesAfterValidation(declaration: Declaration): Stage[] {
  if (isHeld(declaration)) return [];
  if (hasHeading(declaration, NOT_CLEARED_HEADING)) return [control, notCleared];
  if (!hasHeading(declaration, CONTROLLED_HEADING)) return creditAndRelease(declaration, release(300, 900));
  return [control, ...creditAndRelease(declaration, release(1500, 3000))];
}

/** "… ne peuvent pas faire l'objet d'une mise sous contrôle, elles passent bien par un contrôle possible du crédit" (§2.1.4). */
export function stagesAfterFallback(declaration: Declaration): Stage[] {
  return isHeld(declaration) ? [] : creditAndRelease(declaration, release(300, 900));
}

function creditAndRelease({ clearanceAgreement }: Declaration, otherwise: Stage): Stage[] {
  const short = clearanceAgreement.clearanceAgreementNumber === CREDIT_USED_UP;
  return short ? [creditPending, release(3000, 5000)] : [otherwise];
}

function isHeld(declaration: Declaration): boolean {
  return hasHeading(declaration, HELD_HEADING);
}

function hasHeading({ items }: Declaration, heading: string): boolean {
  return items.some(({ commodityCode }) => commodityCode.startsWith(heading));
}

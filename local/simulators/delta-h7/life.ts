import type { Declaration } from './declaration.ts';
import type { StateCode } from './states.ts';
import { CONTROLLED_HEADING, CREDIT_USED_UP, NOT_CLEARED_HEADING } from './triggers.ts';

/** "… dans un délai de 30 jours à compter du dépôt de la déclaration anticipée" (§3.2.2). */
export const ANTICIPATION_MILLIS = 30 * 24 * 60 * 60 * 1000;

/** How long customs takes at pace 1, in milliseconds, from and to: lively enough to watch. */
export type Delay = readonly [least: number, most: number];
export const ANSWER: Delay = [300, 900];

export interface Stage {
  state: StateCode;
  /** After the stage before it. */
  after: Delay;
}

const control: Stage = { state: 'CTL', after: [300, 900] };
const notCleared: Stage = { state: 'MND', after: [1500, 3000] };
const creditPending: Stage = { state: 'CEA', after: [300, 900] };

/**
 * What happens to a declaration once it is validated (§2.1.3): control where there is cause, then
 * the credit ("le contrôle du crédit d'enlèvement est systématique", §2.1.4), then the release.
 */
export function stagesAfterValidation({ items, clearanceAgreement }: Declaration): Stage[] {
  const inHeading = (heading: string) => items.some(({ commodityCode }) => commodityCode.startsWith(heading));
  if (inHeading(NOT_CLEARED_HEADING)) return [control, notCleared];
  const controlled = inHeading(CONTROLLED_HEADING);
  const short = clearanceAgreement.clearanceAgreementNumber === CREDIT_USED_UP;
  return [
    ...(controlled ? [control] : []),
    ...(short ? [creditPending] : []),
    { state: 'BAE', after: short ? [3000, 5000] : controlled ? [1500, 3000] : [300, 900] },
  ];
}

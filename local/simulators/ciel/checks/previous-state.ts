import type { Drm } from '../register/drm.ts';

/** The earlier declarations that CIEL has when it judges one. */
export interface Known {
  /** The declaration of the latest month before it, where there is one. */
  previous: Drm | undefined;
  /** True where a declaration of a later month is validated. */
  isLaterValidated: boolean;
  /** True for an operator whose stocks lie dormant. */
  isDormant: boolean;
}

/** The campaign of a month, by the year that it begins in: it runs from August to July. */
export function campaignOf(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number >= 8 ? year : year - 1;
}

/** True for the first month of a campaign, when the stocks are those of the inventory. */
export const isFirstOfCampaign = (month: string) => month.endsWith('-08');

import { dateInParis } from '../../../schemas/date-in-paris.ts';
import { instantOf } from '../../../schemas/instant.ts';
import type { OmegaLane } from '../../../schemas/omega/lane.ts';
import { weekdays } from '../../../schemas/omega/weekdays.ts';

/** The days that are looked at: a week, and today's weekday again. */
const DAYS = 8;

/**
 * [OM-3] The milliseconds until OMEGA opens, by the lane's opening hours; undefined while it is open, or where they are
 * not known.
 */
export function untilOpening(hours: OmegaLane['openingHours'], now: number): number | undefined {
  if (!hours) return undefined;
  const day = new Date(`${dateInParis(new Date(now))}T00:00:00Z`);
  for (let ahead = 0; ahead < DAYS; ahead += 1, day.setUTCDate(day.getUTCDate() + 1)) {
    if (!hours.days.includes(weekdays[(day.getUTCDay() + 6) % 7] as (typeof weekdays)[number])) continue;
    const at = (time: string) => instantOf(`${day.toISOString().slice(0, 10)}T${time}[Europe/Paris]`);
    const [opens, closes] = [at(hours.from), at(hours.to)];
    if (opens !== undefined && opens > now) return opens - now;
    if (closes !== undefined && closes > now) return undefined;
  }
  return undefined;
}

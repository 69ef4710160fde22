import { dateInParis } from '../../schemas/date-in-paris.ts';
import { instantOf } from '../../schemas/instant.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const units = { s: 1000, m: MINUTE, h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR } as const;

const AGO = /^(\d{1,6})([smhdw])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = String.raw`\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?`;
const INSTANT = new RegExp(`^${TIME}(Z| ?[+-]\\d{2}:\\d{2})$`);
const LOCAL = new RegExp(`^${TIME}$`);

/** The forms of a moment, for people. */
export const MOMENT_FORMS =
  'give how long ago (15m, 24h, 3d, 2w), today, yesterday, a day in Paris (2026-11-22) or an instant (2026-11-22T08:30:00Z)';

/** A moment as it is written: its first and its last instant, in milliseconds since the epoch. A day has many. */
export interface MeantMoment {
  first: number;
  last: number;
}

/** The moment that a text means; `undefined` where it means none. A time without an offset is one in Paris. */
export function momentMeant(text: string, now: Date): MeantMoment | undefined {
  const ago = AGO.exec(text);
  if (ago) return at(now.getTime() - Number(ago[1]) * units[ago[2] as keyof typeof units]);
  if (text === 'today') return calendarDay(dateInParis(now));
  if (text === 'yesterday') return calendarDay(followingDay(dateInParis(now), -1));
  if (DATE.test(text)) return calendarDay(text);
  // 31 February and 24:00 are slips, which `Date` reads as 3 March and the day after.
  if (INSTANT.test(text)) {
    // As times are printed for people: a space before the time, and one before the offset.
    const plain = text.replace(' ', 'T').replace(' ', '');
    return instantOf(plain) === undefined ? undefined : at(Date.parse(plain));
  }
  if (LOCAL.test(text)) return at(instantOf(`${text}[Europe/Paris]`));
  return undefined;
}

/** A day in Paris from its first to its last millisecond: 23 or 25 hours where the clocks change. */
export function calendarDay(day: string): MeantMoment | undefined {
  const [first, next] = [day, followingDay(day)].map((one) => instantOf(`${one}T00:00[Europe/Paris]`));
  return first === undefined || next === undefined ? undefined : { first, last: next - 1 };
}

/** The day so many days after another, `2026-11-30`; '' where there is no such day. */
function followingDay(day: string, days = 1): string {
  const midnight = Date.parse(`${day}T00:00Z`);
  return Number.isNaN(midnight) ? '' : new Date(midnight + days * units.d).toISOString().slice(0, 10);
}

const at = (instant: number | undefined) =>
  instant === undefined || Number.isNaN(instant) ? undefined : { first: instant, last: instant };

/** When a schedule is due. */
export interface Timing {
  /** The next time after an instant, both in milliseconds. */
  next(after: number): number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const UNITS: Record<string, number> = { minute: MINUTE, hour: 60 * MINUTE, day: DAY };
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** How far ahead a cron expression is searched: over a leap year. */
const HORIZON = 366 * DAY;

/**
 * Reads `rate(…)` or `cron(…)` as EventBridge writes them, in UTC.
 * @throws {TypeError} where it is neither, or says more than is known here
 */
export function timingOf(expression: string): Timing {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const every = Number(rate[1]) * (UNITS[String(rate[2])] ?? MINUTE);
    if (every > 0) return { next: (after) => after + every };
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.split(' ');
  if (fields?.length !== 6) throw unknown(expression);
  const [minute, hour, dayOfMonth, month, dayOfWeek, year] = fields as [string, string, string, string, string, string];
  const inHour = matcher(minute, 0, 59);
  const inDay = matcher(hour, 0, 23);
  const days = [
    matcher(dayOfMonth, 1, 31),
    matcher(month, 1, 12, MONTHS),
    // EventBridge counts the days of the week from 1, Sunday.
    matcher(dayOfWeek, 1, 7, DAYS),
    matcher(year, 1970, 2199),
  ];
  return {
    next(after) {
      let at = Math.floor(after / MINUTE + 1) * MINUTE;
      while (at <= after + HORIZON) {
        const date = new Date(at);
        const day = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCDay() + 1, date.getUTCFullYear()];
        if (!days.every((matches, place) => matches(day[place] ?? -1))) at = (Math.floor(at / DAY) + 1) * DAY;
        else if (inDay(date.getUTCHours()) && inHour(date.getUTCMinutes())) return at;
        else at += MINUTE;
      }
      return Number.POSITIVE_INFINITY;
    },
  };
}

/** One field: `*`, `?`, numbers, names, lists, ranges and steps. */
function matcher(
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): (value: number) => boolean {
  const numberOf = (text: string): number => {
    const named = names.indexOf(text.toUpperCase());
    const value = named >= 0 ? named + least : Number(text);
    if (!/^\w+$/.test(text) || !Number.isInteger(value) || value < least || value > most) throw unknown(field);
    return value;
  };
  const ranges = field.split(',').map((part) => {
    const [range = '', step] = part.split('/');
    const [from = '', to] = range === '*' || range === '?' ? [String(least), String(most)] : range.split('-');
    const first = numberOf(from);
    return {
      first,
      last: to !== undefined ? numberOf(to) : step !== undefined ? most : first,
      step: Number(step ?? 1),
    };
  });
  return (value) =>
    ranges.some(({ first, last, step }) => value >= first && value <= last && (value - first) % step === 0);
}

function unknown(expression: string): TypeError {
  return new TypeError(`the schedule ${expression} is not known to the local machine`);
}

import joursFeries from '@socialgouv/jours-feries';

/** The working days between today and the earliest date (§1.2). */
const WORKING_DAYS = 5;

const DAY_MS = 24 * 60 * 60 * 1000;
/** The package steps by 24 hours: where clocks change in between, its midnight is an hour off, and noon is not. */
const NOON_MS = DAY_MS / 2;

const holidays = new Map<number, ReadonlySet<string>>();

/**
 * [OM-2] The first day on which a request may take effect: the fifth working day after today (§1.2). Saturdays,
 * Sundays and the public holidays of mainland France are no working days. Unverified: the document does not say which
 * days OMEGA counts. A known limit: Good Friday and 26 December, holidays in Alsace-Moselle alone, count as working
 * days.
 * @param today the day in Paris: `2026-12-15`
 */
export function earliestDate(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  for (let left = WORKING_DAYS; left > 0; left -= isWorkingDay(day) ? 1 : 0) day.setUTCDate(day.getUTCDate() + 1);
  return textOf(day);
}

function isWorkingDay(day: Date): boolean {
  return day.getUTCDay() % 6 !== 0 && !holidaysIn(day.getUTCFullYear()).has(textOf(day));
}

/** The public holidays of a year: `2026-12-25`. */
function holidaysIn(year: number): ReadonlySet<string> {
  const known = holidays.get(year);
  if (known) return known;
  const days = new Set(Object.values(joursFeries(year)).map(localDay));
  holidays.set(year, days);
  return days;
}

/** The day of a local midnight. */
function localDay(midnight: Date): string {
  const noon = new Date(midnight.getTime() + NOON_MS);
  return textOf(new Date(Date.UTC(noon.getFullYear(), noon.getMonth(), noon.getDate())));
}

const textOf = (day: Date) => day.toISOString().slice(0, 10);

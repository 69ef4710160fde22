const DAY_MS = 86_400_000;
/** The holidays that have the same date each year. */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
/** Easter Monday, Ascension and Whit Monday, in days after Easter Sunday. */
const AFTER_EASTER = [1, 39, 50];

/**
 * The fifth working day after a day, both as `2026-12-15`. Working days are Monday to Friday without the public holidays
 * of France; those of Alsace and Moselle alone are working days.
 */
export function fifthWorkingDay(today: string): string {
  let at = Date.parse(today);
  for (let left = 5; left > 0; ) {
    at += DAY_MS;
    if (isWorking(new Date(at))) left -= 1;
  }
  return dayOf(at);
}

function isWorking(day: Date): boolean {
  const iso = dayOf(day.getTime());
  const easter = easterOf(day.getUTCFullYear());
  const isHoliday = FIXED.includes(iso.slice(5)) || AFTER_EASTER.some((days) => dayOf(easter + days * DAY_MS) === iso);
  return day.getUTCDay() % 6 !== 0 && !isHoliday;
}

/** Easter Sunday by the method of Gauss, as completed for the years from 1900 to 2099. */
function easterOf(year: number): number {
  const moon = (19 * (year % 19) + 24) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const isLate = (moon === 29 && sunday === 6) || (moon === 28 && sunday === 6 && year % 19 > 10);
  return Date.UTC(year, 2, 22 + moon + sunday - (isLate ? 7 : 0));
}

const dayOf = (millis: number) => new Date(millis).toISOString().slice(0, 10);

import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';

/** The package caches nothing, and we do: each time zone has its own modules. */
async function earliestDateIn(zone: string): Promise<(today: string) => string> {
  process.env['TZ'] = zone;
  vi.resetModules();
  return (await import('../../../schemas/omega/working-days.ts')).earliestDate;
}

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const DAY = 86_400_000;
const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / DAY;
const textOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * Easter Sunday by the tables of the Gregorian calendar: the Sunday after the ecclesiastical full moon on or after 21
 * March. Another way than the package's formula.
 */
function easterOf(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const solar = century - Math.floor(century / 4);
  const lunar = Math.floor((8 * century + 13) / 25);
  const epact = (((solar - lunar + 19 * golden + 15) % 30) + 30) % 30;
  const moon = epact - (epact === 29 || (epact === 28 && golden > 10) ? 1 : 0);
  const fullMoon = dayOf(`${year}-03-21`) + moon;
  // 1970-01-01 was a Thursday.
  return fullMoon + 7 - ((fullMoon + 4) % 7);
}

/** The eleven public holidays of the labour code (L3133-1). */
const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
const isHoliday = (day: number) => {
  const text = textOf(day);
  return fixed.includes(text.slice(5)) || [1, 39, 50].includes(day - easterOf(Number(text.slice(0, 4))));
};

/** The reckoning of a person with a calendar: strike out what is no working day, and count five. */
function reckoned(today: string): string {
  const next = Array.from({ length: 30 }, (_, n) => dayOf(today) + 1 + n);
  const working = next.filter((day) => ![0, 6].includes((day + 4) % 7) && !isHoliday(day));
  return textOf(working[4] as number);
}

describe('the earliest date', () => {
  it.each([
    ['2026-11-30', '2026-12-07', 'a week without holidays'],
    ['2026-12-04', '2026-12-11', 'a Friday'],
    ['2026-12-05', '2026-12-11', 'a Saturday, which is no day before'],
    ['2026-12-06', '2026-12-11', 'a Sunday'],
    ['2026-12-18', '2026-12-28', 'Christmas on a Friday'],
    ['2026-12-24', '2027-01-04', 'Christmas and New Year: the 31st is the fourth day'],
    ['2026-04-02', '2026-04-10', 'Easter Monday; Good Friday counts, as it does not in Alsace-Moselle'],
    ['2026-04-30', '2026-05-11', 'two holidays of May, on Fridays'],
    ['2026-05-13', '2026-05-21', 'Ascension'],
    ['2026-05-22', '2026-06-01', 'Pentecost Monday'],
    ['2024-02-26', '2024-03-04', 'the 29th of February'],
  ])('[OM-2] from %s is %s: %s', async (today, earliest) => {
    const { earliestDate } = await import('../../../schemas/omega/working-days.ts');
    expect(earliestDate(today)).toBe(earliest);
    expect(reckoned(today)).toBe(earliest);
  });

  it.each([
    ['UTC', 2042],
    ['Europe/Paris', 2031],
    ['America/Santiago', 2031],
    ['Pacific/Kiritimati', 2031],
  ])('[OM-2] is that of another reckoning on each day from 2020, on a machine in %s until %i', async (where, until) => {
    const earliestDate = await earliestDateIn(where);
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(where);
    const wrong = [];
    for (let day = dayOf('2020-01-01'); day <= dayOf(`${until}-12-31`); day += 1) {
      const today = textOf(day);
      if (earliestDate(today) !== reckoned(today)) wrong.push(today);
    }
    expect(wrong).toEqual([]);
  });

  it('[OM-2] is never before another one of an earlier day, and five to twelve days ahead', async () => {
    const { earliestDate } = await import('../../../schemas/omega/working-days.ts');
    fc.assert(
      fc.property(fc.integer({ min: dayOf('2020-01-01'), max: dayOf('2199-01-01') }), (day) => {
        const ahead = dayOf(earliestDate(textOf(day))) - day;
        expect(ahead).toBeGreaterThanOrEqual(5);
        expect(ahead).toBeLessThanOrEqual(12);
        expect(earliestDate(textOf(day + 1)) >= earliestDate(textOf(day))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

import { dateInParis } from '../../date-in-paris.ts';
import { textAt } from '../../fault.ts';
import { DECLARATION } from './declaration.ts';

/** The month at a place, counted from the year 0; undefined where it cannot be read. */
export function monthAt(value: unknown, pointer = ''): number | undefined {
  const [year, month] = ['annee', 'mois'].map((name) => Number(textAt(value, `${pointer}/${name}`) ?? Number.NaN));
  return monthOf(year, month);
}

/** The period of a declaration. */
export const periodOf = (drm: unknown): number | undefined => monthAt(drm, `${DECLARATION}/periode`);

/** The year, month and day of an instant in Paris. */
const inParis = (on: Date): (number | undefined)[] => dateInParis(on).split('-').map(Number);

/** The month of an instant in Paris. */
export function monthInParis(on: Date): number | undefined {
  const [year, month] = inParis(on);
  return monthOf(year, month);
}

/** The day of the month of an instant in Paris. */
export const dayInParis = (on: Date): number => inParis(on)[2] ?? 0;

function monthOf(year = Number.NaN, month = Number.NaN): number | undefined {
  const count = year * 12 + month - 1;
  return Number.isSafeInteger(count) ? count : undefined;
}

/** The calendar month, 1 to 12. */
export const calendarMonth = (month: number): number => (month % 12) + 1;

/** A month as a declaration has it. */
export const writtenPeriod = (month: number) => ({ mois: calendarMonth(month), annee: Math.floor(month / 12) });

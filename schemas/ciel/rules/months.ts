import { textAt } from '../../fault.ts';
import { DECLARATION } from './declaration.ts';

/** The month at a place, counted from the year 0; undefined where it cannot be read. */
export function monthAt(value: unknown, pointer = ''): number | undefined {
  const [year, month] = ['annee', 'mois'].map((name) => Number(textAt(value, `${pointer}/${name}`) ?? Number.NaN));
  return monthOf(year, month);
}

/** The period of a declaration. */
export const periodOf = (drm: unknown): number | undefined => monthAt(drm, `${DECLARATION}/periode`);

let paris: Intl.DateTimeFormat | undefined;

/** The month of an instant in Paris. */
export function monthInParis(on: Date): number | undefined {
  paris ??= new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit' });
  const [year, month] = paris.format(on).split('-').map(Number);
  return monthOf(year, month);
}

function monthOf(year = Number.NaN, month = Number.NaN): number | undefined {
  const count = year * 12 + month - 1;
  return Number.isSafeInteger(count) ? count : undefined;
}

/** The calendar month, 1 to 12. */
export const calendarMonth = (month: number): number => (month % 12) + 1;

/** A month as a declaration has it. */
export const writtenPeriod = (month: number) => ({ mois: calendarMonth(month), annee: Math.floor(month / 12) });

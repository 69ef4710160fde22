import { InvalidArgumentError } from 'commander';
import { calendarDay } from '../filter/moment.ts';
import { printable } from '../terminal/terminal.ts';

/** Takes a day in Paris, `2026-11-01`, as an option's value: its noon. */
export function dayGiven(text: string): Date {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? calendarDay(text) : undefined;
  if (day) return new Date((day.first + day.last) / 2);
  throw new InvalidArgumentError(`${printable(text)} is not a day: give one in Paris, as 2026-11-01.`);
}

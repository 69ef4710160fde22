/**
 * The date-time of customs' messages, `AAAA-MM-DDThh:mm:ss[offset][ZoneID]` (asyncAPI 0.3.0):
 * an offset, then at least one character of a zone; no `Z`, no fraction of a second.
 */
const DATE_TIME = /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})[+-]([0-9]{2}):([0-9]{2}).+$/;

const ZONE = 'Europe/Paris';
const offsetNames = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' });

/** Offsets change on the quarter of an hour at most, so one answer of Intl serves a quarter. */
const QUARTER = 15 * 60_000;
let known = { quarter: Number.NaN, name: '', millis: 0 };

function parisOffset(instant: number): { name: string; millis: number } {
  const quarter = Math.floor(instant / QUARTER);
  if (quarter !== known.quarter) {
    const part = offsetNames.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const name = part.replace('GMT', '') || '+00:00';
    const [hours, minutes] = name.slice(1).split(':').map(Number) as [number, number];
    known = { quarter, name, millis: (name.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000 };
  }
  return known;
}

function parisWallClock(instant: Date): string {
  return new Date(instant.getTime() + parisOffset(instant.getTime()).millis).toISOString().slice(0, 19);
}

/** An instant as customs writes it: `2026-11-22T10:00:00+01:00[Europe/Paris]`. */
export function customsDateTime(instant: Date): string {
  return `${parisWallClock(instant)}${parisOffset(instant.getTime()).name}[${ZONE}]`;
}

/** The day in France, `2026-07-01`: rules that change with the law change at midnight in Paris. */
export function customsDay(instant: Date): string {
  return parisWallClock(instant).slice(0, 10);
}

/** True if a text is a date-time in customs' form that also exists in the calendar. */
export function isCustomsDateTime(text: string): boolean {
  const parts = DATE_TIME.exec(text)?.slice(1, 9).map(Number);
  if (!parts) return false;
  const [year, month, day, hour, minute, second, offsetHours, offsetMinutes] = parts as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && hour < 24 && minute < 60 && second < 60 && offsetHours <= 14 && offsetMinutes < 60;
}

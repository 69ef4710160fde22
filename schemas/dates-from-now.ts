import { dateInParis } from './date-in-paris.ts';
import { instantOf } from './instant.ts';

/** A whole JSON string that counts days from today: `"in 3 days at 06:40"`, `"2 days ago at 18:00"`. */
const FROM_NOW = /"(?:in (?<ahead>\d{1,3}) days|(?<ago>\d{1,3}) days ago) at (?<time>[0-2]\d:[0-5]\d)"/g;
const DAY_MS = 86_400_000;

/**
 * The text of a sample with its dates counted from a day, so that none grows old: `in 3 days at 06:40` becomes
 * `2026-12-03T06:40:00+01:00[Europe/Paris]`, a day and a time in Paris. Everything else stays as it is written.
 */
export function datedFromNow(text: string, now: Date): string {
  const today = Date.parse(dateInParis(now));
  return text.replace(FROM_NOW, (_, ahead: string | undefined, ago: string | undefined, time: string) => {
    const day = new Date(today + (Number(ahead ?? 0) - Number(ago ?? 0)) * DAY_MS).toISOString().slice(0, 10);
    return `"${inParis(`${day}T${time}:00`)}"`;
  });
}

/** A local date-time in Paris with its offset. An hour that summer time leaves out has that of the winter. */
function inParis(local: string): string {
  const instant = instantOf(`${local}[Europe/Paris]`);
  const hours = instant === undefined ? 1 : (Date.parse(`${local}Z`) - instant) / 3_600_000;
  return `${local}+0${hours}:00[Europe/Paris]`;
}

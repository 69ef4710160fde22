/**
 * Seconds are left out where java.time writes a full minute; a fraction may follow a point or a comma. Then
 * the offset, `Z`, `+01:00`, `+0100`, `+01` or `+01:00:00`, with anything behind it, or a zone's name alone.
 */
const DATE_TIME = new RegExp(
  [
    String.raw`^\s*(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})[Tt ]`,
    String.raw`(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?`,
    String.raw`(?:(?:(?<utc>[Zz])|(?<sign>[+-])(?<hours>\d{2})(?::?(?<minutes>\d{2})(?::?(?<seconds>\d{2}))?)?)(?!\d)`,
    String.raw`|\[(?<zone>[^\]]+)\]\s*$)`,
  ].join(''),
);

const HOUR_MS = 3_600_000;
/** java.time knows none further from UTC. */
const FURTHEST_OFFSET_MS = 18 * HOUR_MS;

/**
 * [H7-T4] The instant of a date-time as authorities write them, in any zone, in milliseconds since the
 * epoch: `2020-06-12T05:36:30-05:00[US/Central]`. Every form in which java.time writes one is read. The
 * offset decides, and the zone's name beside it is an ornament; where there is no offset, the zone does.
 * `undefined` where the text is no date-time, or one that does not exist: 30 February, 24:00.
 */
export function instantOf(text: string | undefined): number | undefined {
  const parts = DATE_TIME.exec(text ?? '')?.groups;
  const local = parts && localTime(parts);
  if (local === undefined) return undefined;
  const { zone, sign, hours, minutes, seconds } = parts ?? {};
  if (zone !== undefined) return instantIn(zone, local);
  if (Number(minutes ?? 0) > 59 || Number(seconds ?? 0) > 59) return undefined;
  const offset = offsetMs(sign, hours, minutes, seconds);
  return Math.abs(offset) > FURTHEST_OFFSET_MS ? undefined : local - offset;
}

/** A local time as if it were UTC; `undefined` where no clock ever shows it. */
function localTime(parts: Readonly<Record<string, string | undefined>>): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
    ...[parts['year'], parts['month'], parts['day']],
    ...[parts['hour'], parts['minute'], parts['second'] ?? '0'],
  ].map(Number);
  const date = new Date(0);
  // Not `Date.UTC`, which takes the first hundred years for those after 1900.
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  return date.setUTCHours(hour, minute, second);
}

/**
 * The instant at which the clocks of a zone show a time. Of two, where the clocks are put back, the first,
 * as java.time has it; `undefined` where they skip it, or where there is no such zone.
 */
function instantIn(zone: string, local: number): number | undefined {
  const around = [local - 24 * HOUR_MS, local + 24 * HOUR_MS].map((instant) => offsetIn(zone, instant));
  const offset = around.find((one) => one !== undefined && offsetIn(zone, local - one) === one);
  return offset === undefined ? undefined : local - offset;
}

/** By the names of zones that there are; to make one takes longer than all else here. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
    return format;
  } catch {
    return undefined;
  }
}

/** How far a zone is ahead of UTC at an instant, in milliseconds; `undefined` where there is no such zone. */
function offsetIn(zone: string, instant: number): number | undefined {
  const format = formatIn(zone);
  if (!format) return undefined;
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // `GMT`, `GMT+01:00`, and to the second before zones were agreed upon.
  const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name) ?? [];
  return offsetMs(sign, hours, minutes, seconds);
}

function offsetMs(sign = '+', hours = '0', minutes = '0', seconds = '0'): number {
  const offset = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -offset : offset;
}

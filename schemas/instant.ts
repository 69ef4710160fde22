/**
 * java.time leaves out the seconds of a full minute; a fraction may follow a point or a comma. Then comes the offset,
 * `Z`, `+01:00`, `+0100`, `+01` or `+01:00:00`, with any text after it, or a zone's name alone.
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
/** java.time knows no offset further from UTC. */
const FURTHEST_OFFSET_MS = 18 * HOUR_MS;

/**
 * [H7-T4] The instant of a date-time as authorities write it, in any zone, in milliseconds since the epoch:
 * `2020-06-12T05:36:30-05:00[US/Central]`. Every form that java.time writes is read. The offset decides where there is
 * one, else the zone. `undefined` for a text that is no date-time, or for one that does not exist: 30 February, 24:00.
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

/** A local time read as if it were UTC; `undefined` where no clock ever shows it. */
function localTime(parts: Readonly<Record<string, string | undefined>>): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
    ...[parts['year'], parts['month'], parts['day']],
    ...[parts['hour'], parts['minute'], parts['second'] ?? '0'],
  ].map(Number);
  const date = new Date(0);
  // `Date.UTC` is no use here: it reads the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
  return date.setUTCHours(hour, minute, second);
}

/**
 * The instant at which the clocks of a zone show a time. Where the clocks are put back there are two, and the first is
 * taken, as by java.time; `undefined` where they skip it, or for an unknown zone.
 */
function instantIn(zone: string, local: number): number | undefined {
  const around = [local - 24 * HOUR_MS, local + 24 * HOUR_MS].map((instant) => offsetIn(zone, instant));
  const offset = around.find((one) => one !== undefined && offsetIn(zone, local - one) === one);
  return offset === undefined ? undefined : local - offset;
}

/** Formats by zone, kept because making one takes longer than all other steps here. */
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

/** A zone's offset from UTC at an instant, in milliseconds; `undefined` for an unknown zone. */
function offsetIn(zone: string, instant: number): number | undefined {
  const format = formatIn(zone);
  if (!format) return undefined;
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // The form is `GMT` or `GMT+01:00`, with seconds for times before zones were agreed upon.
  const [, sign, hours, minutes, seconds] = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name) ?? [];
  return offsetMs(sign, hours, minutes, seconds);
}

function offsetMs(sign = '+', hours = '0', minutes = '0', seconds = '0'): number {
  const offset = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -offset : offset;
}

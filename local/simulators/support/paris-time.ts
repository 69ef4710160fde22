const ZONE = 'Europe/Paris';
const wallClock = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' });
const offset = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeZoneName: 'longOffset' });

/** An instant in Paris: `2026-11-22T10:00:00.000+01:00`. */
export function parisInstant(at: Date): string {
  const zone = offset.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const millis = String(at.getUTCMilliseconds()).padStart(3, '0');
  return `${wallClock.format(at).replace(' ', 'T')}.${millis}${zone.replace('GMT', '') || '+00:00'}`;
}

/** The day in Paris, as `2026-11-22`. */
export const parisDay = (at: Date) => wallClock.format(at).slice(0, 10);

/** The month in Paris, as `2026-11`. */
export const parisMonth = (at: Date) => parisDay(at).slice(0, 7);

/** The time of day in Paris, as `08:30`. */
export const parisTime = (at: Date) => wallClock.format(at).slice(11, 16);

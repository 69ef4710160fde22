const PARIS = 'Europe/Paris';

let made: Intl.DateTimeFormat | undefined;

/** Made when it is first needed: making it takes longer than all other steps of a cold start here. */
const format = () =>
  (made ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: PARIS,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  }));

/** [H7-T4] An instant as Delta-H7 writes it: `2026-11-22T10:00:00+01:00[Europe/Paris]`. */
export function toCustomsDateTime(instant: Date): string {
  const part = Object.fromEntries(
    format()
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const offset = part['timeZoneName']?.replace('GMT', '');
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}${offset}[${PARIS}]`;
}

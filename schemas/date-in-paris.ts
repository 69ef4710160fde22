let format: Intl.DateTimeFormat | undefined;

/** The day of an instant in Paris: `2026-07-01`. */
export function dateInParis(instant: Date): string {
  // Made when it is first needed: most cold starts need none.
  format ??= new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });
  return format.format(instant);
}

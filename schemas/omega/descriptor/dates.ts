/** Writes a date in the form of the descriptor. */
export function writtenDate(date: string, format: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return format.replace('YYYY', year).replace('MM', month).replace('DD', day);
}

/** Reads a date in the form of the descriptor: `2026-12-15`; a text in another form stays as it came. */
export function readDate(text: string, format: string): string {
  const digits = { YYYY: '(?<year>\\d{4})', MM: '(?<month>\\d{2})', DD: '(?<day>\\d{2})' } as const;
  const form = format
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    .replace(/YYYY|MM|DD/g, (part) => digits[part as keyof typeof digits]);
  const { year, month, day } = new RegExp(`^${form}$`).exec(text)?.groups ?? {};
  return year === undefined ? text : `${year}-${month}-${day}`;
}

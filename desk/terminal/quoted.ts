/** A word as a shell takes it: as it is where nothing in it means anything to one, else in single quotes. */
export function quoted(text: string): string {
  return /^[A-Za-z0-9./][A-Za-z0-9._/:@+-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

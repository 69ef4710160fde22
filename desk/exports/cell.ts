/** The beginnings by which a spreadsheet takes a text for something to run. */
const RUNS = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A cell as a spreadsheet may open it: numbers stay numbers, and a text that it would run has an apostrophe before it, by
 * which it is text.
 */
export function safeCell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  return RUNS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

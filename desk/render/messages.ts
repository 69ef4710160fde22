import type { ToldEntry } from '../filings/told-filing.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { indentedJson } from './indented-json.ts';
import { momentOf } from './times.ts';

/** Each message of a history as it was sent and received, its name above it. */
export function messageLines(history: readonly ToldEntry[], { paint }: Pick<Terminal, 'paint'>): string[] {
  return history.flatMap(({ at, direction, message, messageId, body }) => {
    if (body === undefined) return [];
    const head = `${direction === 'sent' ? '→' : '←'} ${printable(message)}`;
    const id = messageId ? `  ${paint('dim', printable(messageId))}` : '';
    return [`  ${paint('bold', head)}  ${momentOf(at)}${id}`, ...prettyLines(body).map((line) => `    ${line}`)];
  });
}

/** The lines of a message: JSON with its numbers as they are written, any other text as it is. */
function prettyLines(body: string): string[] {
  return indentedJson(body)
    .split(/\r?\n/)
    .map((line) => printable(line));
}

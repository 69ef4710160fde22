import { type AuthorityName, isAuthority, messageOf } from '../../schemas/catalogue.ts';
import type { Filing } from '../../schemas/filing.ts';
import { printable, type Style, type Terminal } from '../terminal/terminal.ts';

/** How wide a line is where nothing says how wide the terminal is. */
const USUAL_WIDTH = 100;

/** What a request or a consultation asked for, and what was decided. */
export function requestLines({ authority, request }: Filing, { paint, width = USUAL_WIDTH }: Terminal): string[] {
  if (!request) return [];
  const { message, decision, declarations } = request;
  const facts: [string, string | null][] = [
    ['Asked for', titleOf(authority, message)],
    // A consultation is answered, and nothing is decided on it.
    ['Decision', decidedOn(authority, message) ? decisionText(decision, paint) : null],
    ['Declarations', String(declarations.length)],
  ];
  return [
    ...facts.flatMap(([name, value]) => (value ? [`  ${name.padEnd(19)}${value}`] : [])),
    ...inLines(declarations.map(printable), width - 4).map((line) => `    ${line}`),
  ];
}

const styles: Readonly<Record<'accepted' | 'refused', Style>> = { accepted: 'green', refused: 'red' };

function decisionText(decision: 'accepted' | 'refused' | null, paint: Terminal['paint']): string {
  return decision ? paint(styles[decision], decision) : paint('yellow', 'none yet');
}

function titleOf(authority: string, message: string): string {
  const entry = isAuthority(authority) ? messageOf(authority, message) : undefined;
  return entry ? `${printable(message)}: ${entry.title}` : printable(message);
}

function decidedOn(authority: string, message: string): boolean {
  const entry = messageOf(authority as AuthorityName, message);
  return entry?.direction === 'outbound' && entry.filing === 'request';
}

/** Words one after the other, as many on a line as it takes. */
function inLines(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 2 <= width) lines[lines.length - 1] = `${line}  ${word}`;
    else lines.push(word);
  }
  return lines;
}

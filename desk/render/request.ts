import { type AuthorityName, kindOf, messageOf } from '../../schemas/catalogue.ts';
import type { Filing } from '../../schemas/filing.ts';
import { printable, type Style, type Terminal } from '../terminal/terminal.ts';
import { factLines } from './section.ts';

/** The width of a line where nothing says how wide the terminal is. */
const USUAL_WIDTH = 100;

/** The object of a request or an enquiry, and the decision on it. */
export function requestLines({ authority, kind, request }: Filing, { paint, width = USUAL_WIDTH }: Terminal): string[] {
  if (!request) return [];
  const { message, decision, declarations } = request;
  return [
    ...factLines([
      ['Asked for', titleOf(authority, message)],
      // An enquiry is answered, and nothing is decided on it.
      ['Decision', kindOf(authority as AuthorityName, kind).isEnquiry ? null : decisionText(decision, paint)],
      ['Declarations', String(declarations.length)],
    ]),
    ...inLines(declarations.map(printable), width - 4).map((line) => `    ${line}`),
  ];
}

const styles: Readonly<Record<'accepted' | 'refused', Style>> = { accepted: 'green', refused: 'red' };

function decisionText(decision: 'accepted' | 'refused' | null, paint: Terminal['paint']): string {
  return decision ? paint(styles[decision], decision) : paint('yellow', 'none yet');
}

function titleOf(authority: string, message: string): string {
  const entry = messageOf(authority as AuthorityName, message);
  return entry ? `${printable(message)}: ${entry.title}` : printable(message);
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

import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Warning } from '../../schemas/contract.ts';
import { faultLine } from '../../schemas/fault.ts';
import { placeWords } from '../places/place-words.ts';
import type { Checked } from '../submit/checking.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';

/** The columns before the second line of a fault or a warning. */
const INDENT = 9;

/** A place in a submission in words; one in its envelope as it is. */
function placeOf(pointer: string, authority: AuthorityName | null): string {
  return authority !== null && pointer.startsWith('/payload/') ? placeWords(authority, pointer) : pointer;
}

/** The faults of a submission, with where it was read. */
export function faultLines(
  { source, authority, message, reference, faults }: Checked,
  { paint, width }: Terminal,
): string[] {
  const head = [source, reference, message].flatMap((part) => (part ? [printable(part)] : []));
  return [
    ...wrapped(head.join('  '), width, 2).map((line) => paint('bold', line)),
    ...faults.flatMap((fault) => {
      const line = faultLine({ ...fault, pointer: placeOf(fault.pointer, authority) });
      const id = fault.id === undefined ? '' : ` (${fault.id})`;
      return wrapped(`  ${paint('red', 'fault')}  ${printable(line)}${id}`, width, INDENT);
    }),
  ];
}

/** The same warning of many submissions, told once. */
export interface WarningTally {
  warning: Warning;
  authority: AuthorityName | null;
  /** The number of submissions that have it, and the first of them. */
  submissions: number;
  first: string;
}

/** Counts warnings by what they say, in the order in which they came first. */
export function warningTally() {
  const byText = new Map<string, WarningTally>();
  return {
    add({ source, authority, warnings }: Checked): void {
      for (const text of new Set(warnings.map((warning) => warning.text))) {
        const known = byText.get(text);
        const warning = warnings.find((one) => one.text === text) as Warning;
        if (known) known.submissions += 1;
        else byText.set(text, { warning, authority, submissions: 1, first: source });
      }
    },
    all: (): WarningTally[] => [...byText.values()],
  };
}

/** The warnings of all submissions, each with the first of them that has it. */
export function warningLines(tally: readonly WarningTally[], { paint, width }: Terminal): string[] {
  return tally.flatMap(({ warning, authority, submissions, first }) => {
    const where = `${first}, ${placeOf(warning.pointer, authority)}${submissions > 1 ? `, and in ${submissions - 1} more` : ''}`;
    const { certainty, id } = warning;
    const marks = [...(certainty === 'verified' ? [] : [certainty]), ...(id === undefined ? [] : [id])];
    const marked = marks.length > 0 ? ` (${marks.join(', ')})` : '';
    const line = `${paint('yellow', 'warning')}  ${printable(warning.text)}${marked}  ${paint('dim', printable(where))}`;
    return wrapped(line, width, INDENT);
  });
}

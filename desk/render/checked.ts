import type { Warning } from '../../schemas/contract.ts';
import { faultLine } from '../../schemas/fault.ts';
import type { Checked } from '../submit/checking.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

/** The faults of a submission, with where it was read. */
export function faultLines({ source, message, reference, faults }: Checked, { paint }: Terminal): string[] {
  const head = [source, reference, message].flatMap((part) => (part ? [printable(part)] : []));
  return [
    paint('bold', head.join('  ')),
    ...faults.map((fault) => `  ${paint('red', 'fault')}  ${printable(faultLine(fault))}`),
  ];
}

/** The same warning of many submissions, told once. */
export interface WarningTally {
  warning: Warning;
  /** The number of submissions that have it, and the first of them. */
  submissions: number;
  first: string;
}

/** Counts warnings by what they say, in the order in which they came first. */
export function warningTally() {
  const byText = new Map<string, WarningTally>();
  return {
    add({ source, warnings }: Checked): void {
      for (const text of new Set(warnings.map((warning) => warning.text))) {
        const known = byText.get(text);
        const warning = warnings.find((one) => one.text === text) as Warning;
        if (known) known.submissions += 1;
        else byText.set(text, { warning, submissions: 1, first: source });
      }
    },
    all: (): WarningTally[] => [...byText.values()],
  };
}

export function warningLines(tally: readonly WarningTally[], { paint }: Terminal): string[] {
  return tally.map(({ warning, submissions, first }) => {
    const where = `${first} ${warning.pointer}${submissions > 1 ? `, and in ${submissions - 1} more` : ''}`;
    const certainty = warning.certainty === 'inferred' ? ' (inferred)' : '';
    return `${paint('yellow', 'warning')}  ${printable(warning.text)}${certainty}  ${paint('dim', printable(where))}`;
  });
}

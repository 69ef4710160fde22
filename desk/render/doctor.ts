import type { Diagnosis } from '../doctor/diagnosis.ts';
import { printable, type Style, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';

const styles: Readonly<Record<Diagnosis['verdict'], Style>> = { ok: 'green', warning: 'yellow', fault: 'red' };

/** The words of a check have so many columns at least. */
const MOST_NARROW = 30;

/** Checks one a line, each that is not well with its remedy below. */
export function checkLines(checks: readonly Diagnosis[], { paint, width: room }: Terminal): string[] {
  const width = Math.max(...checks.map(({ part }) => part.length));
  const indent = 'warning'.length + width + 4;
  // Beside a long part a narrow terminal leaves no room for its words.
  const wide = room === undefined ? undefined : Math.max(room, indent + MOST_NARROW);
  const lines = checks.flatMap(({ part, verdict, says, remedy }) => {
    const [first = '', ...more] = wrapped(`${part.padEnd(width)}  ${printable(says)}`, wide && wide - 9, indent - 9);
    return [
      `${paint(styles[verdict], verdict.padEnd('warning'.length))}  ${first}`,
      ...more.map((line) => `${' '.repeat(9)}${line}`),
      ...(remedy ? wrapped(`${' '.repeat(indent)}→ ${printable(remedy)}`, wide, indent + 2) : []),
    ];
  });
  return [...lines, '', summary(checks)];
}

function summary(checks: readonly Diagnosis[]): string {
  const count = (wanted: Diagnosis['verdict']) => checks.filter(({ verdict }) => verdict === wanted).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  if (faults + warnings === 0) return 'All is well.';
  const parts = [
    ...(faults > 0 ? [`${faults === 1 ? '1 thing does' : `${faults} things do`} not work`] : []),
    ...(warnings > 0 ? [`${warnings} to look at`] : []),
  ];
  return `${parts.join(', ')}.`;
}

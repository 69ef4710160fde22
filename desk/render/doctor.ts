import type { Check } from '../doctor/check.ts';
import { printable, type Style, type Terminal } from '../terminal.ts';

const styles: Readonly<Record<Check['verdict'], Style>> = { ok: 'green', warning: 'yellow', fault: 'red' };

/** Checks one a line, each that is not well with its remedy below. */
export function checkLines(checks: readonly Check[], { paint }: Terminal): string[] {
  const width = Math.max(...checks.map(({ part }) => part.length));
  const lines = checks.flatMap(({ part, verdict, says, remedy }) => [
    `${paint(styles[verdict], verdict.padEnd('warning'.length))}  ${part.padEnd(width)}  ${printable(says)}`,
    ...(remedy ? [`${' '.repeat('warning'.length + width + 4)}→ ${printable(remedy)}`] : []),
  ]);
  return [...lines, '', summary(checks)];
}

function summary(checks: readonly Check[]): string {
  const count = (wanted: Check['verdict']) => checks.filter(({ verdict }) => verdict === wanted).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  if (faults + warnings === 0) return 'All is well.';
  const parts = [
    ...(faults > 0 ? [`${faults === 1 ? '1 thing does' : `${faults} things do`} not work`] : []),
    ...(warnings > 0 ? [`${warnings} to look at`] : []),
  ];
  return `${parts.join(', ')}.`;
}

import { placeText } from './faults.ts';
import type { ScenarioRun } from './run-scenario.ts';

/** A table of the calls that were lost one by one, by function and service. */
export function callTable(runs: readonly ScenarioRun[]): string {
  const rows = new Map<string, { lost: number; wrong: number }>();
  for (const { fault, faults } of runs) {
    if (!fault) continue;
    const key = `${fault.by} → ${fault.service}`;
    const row = rows.get(key) ?? { lost: 0, wrong: 0 };
    rows.set(key, { lost: row.lost + 1, wrong: row.wrong + (faults.length > 0 ? 1 : 0) });
  }
  const lines = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  const sum = (of: 'lost' | 'wrong') => lines.reduce((total, [, row]) => total + row[of], 0);
  return [...lines, ['in all', { lost: sum('lost'), wrong: sum('wrong') }] as const]
    .map(([key, { lost, wrong }]) => `  ${key.padEnd(28)} ${String(lost).padStart(5)} calls, ${wrong} ended wrong`)
    .join('\n');
}

/** A run with a wrong end, in words. */
export function wrongRun({ scenario, fault, faults }: ScenarioRun): string {
  const what = fault ? `${fault.how} at ${placeText(fault)}` : 'nothing lost';
  return `${scenario}: ${what}: ${faults.join('; ')}`;
}

import { textAt, valueAt } from '../fault.ts';
import type { Section } from '../view.ts';

const rows = [
  ['Validated by it', '/validated'],
  ['Waiting', '/waiting'],
  ['Rejected', '/rejected'],
  ['Skipped', '/skipped'],
  ['Unknown', '/unknown'],
] as const;

/** The declarations of an arrival, counted, and until when further ones join it. */
export function arrivalSection(arrival: unknown, joinsUntil: unknown): Section {
  const counts = rows.map(([name, pointer]) => [name, countAt(arrival, pointer)] as const);
  const until = typeof joinsUntil === 'string' ? joinsUntil : '';
  return { title: 'Declarations of the arrival', facts: [...counts, ['Others join until', until]] };
}

/** The declarations of an arrival that are through, of all. */
export function arrivalProgress(arrival: unknown): { done: number; of: number } | undefined {
  if (typeof arrival !== 'object' || arrival === null) return undefined;
  const all = rows.map(([, pointer]) => [pointer, Number(countAt(arrival, pointer))] as const);
  const sum = (counts: typeof all) => counts.reduce((total, [, count]) => total + count, 0);
  return { done: sum(all.filter(([pointer]) => pointer !== '/waiting')), of: sum(all) };
}

function countAt(arrival: unknown, pointer: string): string {
  const count = valueAt(arrival, pointer);
  return typeof count === 'number' ? String(count) : (textAt(arrival, pointer) ?? '');
}

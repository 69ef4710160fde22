import type { KnownStanding } from './standing-source.ts';
import type { Cells } from './tally-item.ts';

/** The standings that a tally counts, each with the number of its filings. */
export function standingCells(cells: Cells): (KnownStanding & { count: number })[] {
  return Object.entries(cells).flatMap(([cell, count]) => {
    const [mark, status, state] = cell.split('|');
    return mark === 's' ? [{ status: status as KnownStanding['status'], state: state || null, count }] : [];
  });
}

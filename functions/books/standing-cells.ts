import type { Standing } from './standing-source.ts';
import type { Cells } from './tally-item.ts';

/** The standings that a tally counts, each with the number of its filings. */
export function standingCells(cells: Cells): (Standing & { count: number })[] {
  return Object.entries(cells).flatMap(([cell, count]) => {
    const [mark, status, state] = cell.split('|');
    return mark === 's' ? [{ status: status as Standing['status'], state: state || null, count }] : [];
  });
}

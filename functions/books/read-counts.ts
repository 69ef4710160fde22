import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import type { FilingStatus } from '../../schemas/filing.ts';
import type { CodeCount, DayCounts, StandingCount } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { countsPartition, decimalOf, NO_PLATFORM } from './contribution.ts';
import { itemsIn } from './items-in.ts';
import { type Tally, tallyOf } from './tally-item.ts';

/** The counts of the days between two instants, of each lane. */
export async function countsOf(
  authorities: readonly AuthorityName[],
  { since, until }: { since?: string; until?: string },
  table: Pick<BooksTable, 'page'>,
): Promise<DayCounts> {
  const day = (instant: string) => dateInParis(new Date(instant));
  const lanes = await Promise.all(
    authorities.map(async (authority) => {
      const range = {
        partition: countsPartition(authority),
        ...(since !== undefined && { first: day(since) }),
        ...(until !== undefined && { last: `${day(until)}/~` }),
      };
      const found: DayCounts[] = [];
      for await (const item of itemsIn(range, table)) found.push(readTally(authority, tallyOf(item)));
      return found;
    }),
  );
  const all = lanes.flat();
  return {
    standings: all.flatMap(({ standings }) => standings),
    codes: all.flatMap(({ codes }) => codes),
    overdue: all.flatMap(({ overdue }) => overdue),
    orphans: all.flatMap(({ orphans }) => orphans),
    differing: all.flatMap(({ differing }) => differing),
    amounts: summed(all.flatMap(({ amounts }) => amounts)),
  };
}

export function readTally(authority: AuthorityName, { entry, cells }: Tally): DayCounts {
  const slash = entry.indexOf('/');
  const [day, name] = [entry.slice(0, slash), entry.slice(slash + 1)];
  const of = { authority, day, platform: name === NO_PLATFORM ? null : name };
  const standings: StandingCount[] = [];
  const codes: CodeCount[] = [];
  const amounts: DayCounts['amounts'][number][] = [];
  for (const [cell, count] of Object.entries(cells)) {
    const [mark, ...rest] = cell.split('|');
    const [first = '', second = ''] = rest;
    if (mark === 's') standings.push({ ...of, status: first as FilingStatus, state: second || null, count });
    if (mark === 'e') codes.push({ ...of, code: rest.join('|'), count });
    if (mark === 'a') amounts.push({ authority, day, currency: first, amount: String(count) });
  }
  const one = (mark: string) => (cells[mark] ? [{ ...of, count: cells[mark] }] : []);
  const [overdue, orphans, differing] = [one('overdue'), one('orphan'), one('differs')];
  return { standings, codes, overdue, orphans, differing, amounts };
}

/** The sums of a day of all platforms. */
function summed(amounts: DayCounts['amounts']): DayCounts['amounts'] {
  const sums = new Map<string, { of: DayCounts['amounts'][number]; parts: number }>();
  for (const one of amounts) {
    const name = `${one.authority} ${one.day} ${one.currency}`;
    sums.set(name, { of: one, parts: (sums.get(name)?.parts ?? 0) + Number(one.amount) });
  }
  return [...sums.values()].map(({ of, parts }) => ({ ...of, amount: decimalOf(parts) }));
}

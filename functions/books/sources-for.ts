import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import type { ListPlace } from './cursor.ts';
import { isMostlyOf } from './is-mostly-of.ts';
import { journalEntries } from './journal-entries.ts';
import { listedPartitions } from './listed-partitions.ts';
import { type Listed, listedSource, type SummariesOf } from './listed-source.ts';
import { markedEntries } from './marked-entries.ts';
import { type ListMark, markPartition } from './marks.ts';
import { mergedEntries } from './merged-entries.ts';
import type { Source } from './sources.ts';
import { listedStandingOf } from './standing-keys.ts';
import { openSource, partitionsFor, standingSource } from './standing-source.ts';

/** The parts that the sources of a list are made of. */
export interface ListParts {
  filter: BooksFilter;
  after: ListPlace | undefined;
  /** The number of filings that are wanted of it. */
  wanted: number;
  table: Pick<BooksTable, 'page' | 'getAll'>;
  summaries: SummariesOf;
}

/**
 * The sources of a list: by code, by the mark of orphans, by the journals of platforms, or by standing, whichever reads
 * least beside what is shown.
 */
export async function sourcesFor(parts: ListParts): Promise<Source[]> {
  const { filter, after, table, summaries } = parts;
  const named = await entriesFor(parts);
  if (named.length > 0) return [listedSource(mergedEntries(named), filter, after, summaries)];
  return partitionsFor(filter, await listedPartitions(filter.authorities, table)).map((partition) =>
    listedStandingOf(partition) ? standingSource(partition, filter, after, table) : openSource(partition, after, table),
  );
}

/** The lists that name the filings; none where they are read by their standing. */
async function entriesFor({ filter, wanted, after, table }: ListParts): Promise<AsyncIterator<Listed>[]> {
  const { authorities, codes, orphans, platforms, statuses, states, overdue, since } = filter;
  // Filings before the place after which the list goes on are not read again.
  const until = after && (filter.until === undefined || after.at < filter.until) ? after.at : filter.until;
  const period = { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  const orphan: readonly ListMark[] = orphans ? ['orphan'] : [];
  const marks = codes?.length ? codes.map((code): ListMark => ({ code })) : orphan;
  const all = <T>(parts: readonly T[]) =>
    authorities.flatMap((authority) => parts.map((part) => [authority, part] as const));
  if (marks.length > 0)
    return all(marks).map(([authority, mark]) => markedEntries(markPartition(authority, mark), period, table, wanted));
  if (!platforms?.length || overdue) return [];
  const isNarrowed = Boolean(statuses?.length || states?.length);
  if (isNarrowed && (await isMostlyOf(platforms, filter, table))) return [];
  return all(platforms).map(([authority, platform]) => journalEntries(authority, platform, period, table));
}

import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { documentSource } from './document-source.ts';
import { isMostlyOf } from './is-mostly-of.ts';
import { journalPartition } from './journal.ts';
import { journalEntries } from './journal-entries.ts';
import { laneSource } from './lane-source.ts';
import { isToldToItsEnd, type ListParts, listedPeriod } from './list-parts.ts';
import { listsOf } from './listed-partitions.ts';
import { listedSource } from './listed-source.ts';
import { markedEntries } from './marked-entries.ts';
import { type ListMark, markPartition } from './marks.ts';
import { mergedEntries } from './merged-entries.ts';
import type { Source } from './sources.ts';
import { partitionsFor, standingSources } from './standing-source.ts';

/** The most partitions of the index that are asked at once; the journal of a lane is one, whatever the standing. */
const MOST_ASKED = 4;

/**
 * The sources of a list: by the documents of declarations, by code, by a mark of their own, by the journals of platforms
 * or of lanes, or by standing, whichever reads least beside what is shown.
 */
export async function sourcesFor(parts: ListParts): Promise<Source[]> {
  const { filter, after, table } = parts;
  if (filter.documents?.length) return [documentSource(filter.documents, parts)];
  const marks = marksIn(filter);
  if (marks.length > 0) return [markedSource(marks, parts)];
  if (await isByPlatform(filter, table)) return [platformSource(filter.platforms ?? [], parts)];
  const isTried = isManifold(filter) && isToldToItsEnd(listedPeriod(parts));
  const ofLanes = isTried ? await laneSource(filter.authorities, parts) : undefined;
  if (ofLanes) return [ofLanes];
  const lists = await listsOf(filter.authorities, table);
  const partitions = partitionsFor(
    filter,
    lists.flatMap((one) => one.partitions),
  );
  const authorities = lists.map(({ authority }) => authority);
  // The latest fact of an overdue filing is long ago.
  const isByLane = !isTried && partitions.length > MOST_ASKED && !filter.overdue;
  const byJournal = isByLane ? await laneSource(authorities, parts) : undefined;
  return byJournal ? [byJournal] : standingSources(partitions, filter, after, table);
}

/** True if what is asked for lies in many partitions of the index: only what is answered has a state, and one for each. */
function isManifold({ statuses, states, overdue }: BooksFilter): boolean {
  return !states?.length && !overdue && (!statuses?.length || statuses.includes('answered'));
}

function marksIn({ codes, orphans, differs }: BooksFilter): ListMark[] {
  if (codes?.length) return codes.map((code) => ({ code }));
  if (orphans) return ['orphan'];
  return differs ? ['differs'] : [];
}

function markedSource(marks: readonly ListMark[], parts: ListParts): Source {
  const { filter, wanted, table } = parts;
  const partitions = filter.authorities.flatMap((authority) => marks.map((mark) => markPartition(authority, mark)));
  const lists = partitions.map((partition) => markedEntries(partition, listedPeriod(parts), table, wanted));
  // A row goes when its filing has another fact.
  return listedSource(mergedEntries(lists), parts, true);
}

async function isByPlatform(filter: BooksFilter, table: Pick<BooksTable, 'page'>): Promise<boolean> {
  const { platforms, statuses, states, overdue } = filter;
  if (!platforms?.length || overdue) return false;
  const isNarrowed = Boolean(statuses?.length || states?.length);
  return !(isNarrowed && (await isMostlyOf(platforms, filter, table)));
}

function platformSource(platforms: readonly string[], parts: ListParts): Source {
  const { filter, wanted, table } = parts;
  const period = listedPeriod(parts);
  const reads = filter.authorities.flatMap((authority) =>
    platforms.map((platform) => ({ partition: journalPartition(authority, platform), period, table })),
  );
  return listedSource(journalEntries(reads, wanted), parts, isToldToItsEnd(period));
}

import type { Books, BooksFilter } from '../../functions/books/books.ts';
import { filingId } from '../../functions/ledger/items.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { HistoryEntry } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { fullFilings } from './full-filings.ts';

/** Something that happened to a filing, with how the filing stands now. */
export interface FilingEvent
  extends Pick<FilingSummary, 'reference' | 'status' | 'state' | 'authority' | 'kind' | 'platform'> {
  /** ISO 8601 in UTC. */
  at: string;
  /** `sent Letter`, `received Receipt`, `refused Letter`, `overdue` … */
  event: string;
}

interface EventPorts {
  books: Pick<Books, 'page'>;
  ledger: Pick<Ledger, 'records'>;
}

/** The books are kept within seconds; a fact may come to them later after an incident. */
const LATEST_MS = 120_000;
const PAGE = 100;

/** Looks for what happened to the filings that match, each thing once. */
export interface EventWatch {
  /** The events since the look before, oldest first. */
  look(now: Date): Promise<FilingEvent[]>;
}

/**
 * Watches the filings that match a filter.
 * @param since the first instant of what is told, ISO 8601 in UTC
 */
export function eventWatch(filter: BooksFilter, since: string, { books, ledger }: EventPorts): EventWatch {
  /** The filings that were looked at, by their ids: how each stood then, and the events that were told of it. */
  const known = new Map<string, { at: string; standing: string; told: Set<string> }>();
  let floor = since;

  /** The filings that stand otherwise than at the look before. */
  async function changed(): Promise<FilingSummary[]> {
    const found: FilingSummary[] = [];
    let cursor: string | undefined;
    do {
      const page = await books.page(
        { ...filter, since: floor },
        { limit: PAGE, ...(cursor !== undefined && { cursor }) },
      );
      const fresh = page.summaries.filter((one) => known.get(filingId(one))?.standing !== standingText(one));
      found.push(...fresh);
      // Lists are newest first: behind a page of nothing new lies what was told.
      cursor = fresh.length > 0 ? page.next : undefined;
    } while (cursor !== undefined);
    return found;
  }

  return {
    async look(now) {
      const summaries = await changed();
      const byId = new Map(summaries.map((one) => [filingId(one), one]));
      const events: FilingEvent[] = [];
      for await (const { key, filing } of fullFilings(ledger, summaries)) {
        const id = filingId(key);
        const summary = byId.get(id) as FilingSummary;
        const before = known.get(id);
        const told = before?.told ?? new Set();
        const fresh = filing.history.filter((entry) => entry.at >= floor && isNew(told, keyOf(entry)));
        events.push(...fresh.map((entry) => eventOf(summary, entry.at, nameOf(entry))));
        if (fresh.length === 0 && before) events.push(eventOf(summary, standsAt(summary), standsAs(summary)));
        known.set(id, { at: summary.at, standing: standingText(summary), told });
      }
      const oldest = new Date(now.getTime() - LATEST_MS).toISOString();
      floor = oldest > since ? oldest : since;
      for (const [id, { at }] of known) if (at < floor) known.delete(id);
      return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
  };
}

/** True if it was not told yet; from now on it is. */
function isNew(told: Set<string>, key: string): boolean {
  return told.size !== told.add(key).size;
}

const keyOf = (entry: HistoryEntry) => `${entry.at} ${entry.messageId} ${nameOf(entry)}`;

/** The outcomes of a message that say no more than that it goes, or has gone. */
const going: readonly string[] = ['sent', 'accepted', 'held', 'arrived', 'unavailable'];

function nameOf({ direction, outcome, message }: HistoryEntry): string {
  return `${direction === 'sent' && !going.includes(outcome) ? outcome : direction} ${message}`;
}

/** All that lists show of how a filing stands. */
function standingText({ at, status, state, overdueSince, due }: FilingSummary): string {
  return [at, status, state, overdueSince, due].join(' ');
}

/** A change that is no message of its own, such as an answer that is overdue. */
const standsAs = ({ status, overdueSince }: FilingSummary) => (overdueSince === undefined ? status : 'overdue');
const standsAt = ({ at, overdueSince = at }: FilingSummary) => overdueSince;

function eventOf(summary: FilingSummary, at: string, event: string): FilingEvent {
  const { reference, status, state, authority, kind, platform } = summary;
  return { reference, at, event, status, state, authority, kind, platform };
}

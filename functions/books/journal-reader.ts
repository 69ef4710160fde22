import type { Item } from '../table/plain-table.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { byFactAndVersion, journalEntriesOf, journalRange } from './journal.ts';
import type { Listed } from './listed.ts';

/** The items that are read first: each has one entry, or hundreds. */
const ITEMS_FIRST = 8;
/** The most items that are read at once. */
const ITEMS_MOST = 500;
/** The most that are read at once for one that was read: the first few say little of the rest. */
const MOST_TIMES = 8;

/** After every time: the place of entries of which nothing is known yet. */
const UNREAD = '~';

/** A journal that is read in a period, newest first. */
export interface JournalRead {
  partition: string;
  period: Pick<BooksFilter, 'since' | 'until'>;
  table: Pick<BooksTable, 'page'>;
}

/** A page of a journal: the entries of each of its items, newest first. */
export interface JournalPage {
  items: readonly (readonly Listed[])[];
  next: Item | undefined;
}

/** The first page of a journal. */
export function journalHead(read: JournalRead): Promise<JournalPage> {
  return pageOf(read, ITEMS_FIRST);
}

async function pageOf({ partition, period, table }: JournalRead, most: number, from?: Item): Promise<JournalPage> {
  const { items, next } = await table.page({ ...journalRange(partition, period), newestFirst: true }, most, from);
  return { items: items.map(journalEntriesOf), next };
}

/** The entries of a journal, newest fact first, as far as they were read. */
export class JournalReader {
  readonly #read: JournalRead;
  #next: Item | undefined;
  #items = 0;
  #entries = 0;
  /** The entries whose turn is certain. */
  #certain: Listed[] = [];
  /** Those of which some that is not read may come first. */
  #ahead: Listed[] = [];
  /** The number of entries that were taken of it. */
  taken = 0;

  constructor(read: JournalRead, head: JournalPage) {
    this.#read = read;
    this.#add(head);
  }

  /** The time of the next entry, or the latest that it can have; undefined at the end. */
  get at(): string | undefined {
    return (this.#certain[0] ?? this.#ahead[0])?.at ?? (this.isAtItsEnd ? undefined : UNREAD);
  }

  get isAtItsEnd(): boolean {
    return this.#next === undefined;
  }

  /** The number of entries that are there already. */
  get ready(): number {
    return this.#certain.length + this.#ahead.length;
  }

  /** The next entry; undefined where more has to be read to know it, or at the end. */
  take(): Listed | undefined {
    const next = this.#certain.shift();
    if (next) this.taken += 1;
    return next;
  }

  /** Reads on: as many items as probably have so many entries, by those that were read. */
  async readOn(entries: number): Promise<void> {
    const likely = Math.ceil((entries * this.#items) / Math.max(1, this.#entries));
    const most = Math.max(ITEMS_FIRST, Math.min(ITEMS_MOST, MOST_TIMES * this.#items, likely));
    this.#add(await pageOf(this.#read, most, this.#next));
  }

  #add({ items, next }: JournalPage): void {
    for (const entries of items) {
      // Each item lies by the latest fact in it: the entries before that of the next item are certain.
      const latest = entries[0]?.at ?? '';
      this.#settle(({ at }) => at > latest);
      this.#ahead = [...this.#ahead, ...entries].sort(byFactAndVersion);
      this.#entries += entries.length;
    }
    this.#items += items.length;
    this.#next = next;
    if (next === undefined) this.#settle(() => true);
  }

  #settle(isCertain: (one: Listed) => boolean): void {
    this.#certain.push(...this.#ahead.filter(isCertain));
    this.#ahead = this.#ahead.filter((one) => !isCertain(one));
  }
}

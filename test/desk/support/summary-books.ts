import type { Books, BooksFilter, DayCounts } from '../../../functions/books/books.ts';
import { filingId } from '../../../functions/ledger/items.ts';
import { dateInParis } from '../../../schemas/date-in-paris.ts';
import { DeclarantError } from '../../../schemas/declarant-error.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { TOY } from '../../support/toy/register.ts';

/** A summary of a filing, released unless told otherwise. */
export function summaryWith(of: Partial<FilingSummary> & Pick<FilingSummary, 'reference' | 'at'>): FilingSummary {
  return {
    ...{ authority: TOY, kind: 'declaration', platform: 'shop-1', status: 'answered', state: 'released' },
    ...{ rawState: 'MADE', filedAt: of.at, since: of.at, references: {}, findableBy: [], messages: ['Letter'] },
    ...{ codes: [], errors: [], errorCount: 0 },
    ...of,
  };
}

class CursorFault extends DeclarantError {
  override readonly name = 'CursorFault';
  readonly code = 'CURSOR';
}

/** The books over summaries in memory: what the desk's lists are to show, said in the plainest way. */
export function summaryBooks(filings: () => readonly FilingSummary[]): Books & { counted: number } {
  const matching = (filter: BooksFilter) =>
    filings()
      .filter((one) => matches(one, filter))
      .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return {
    counted: 0,
    async page(filter, { limit, cursor }) {
      const all = matching(filter);
      const from = cursor === undefined ? 0 : all.findIndex((one) => cursorOf(one) === cursor) + 1;
      if (cursor !== undefined && from === 0) throw new CursorFault('This is no cursor of a list');
      const summaries = all.slice(from, from + limit);
      const last = summaries.at(-1);
      const isMore = all.length > from + limit && last !== undefined;
      return { summaries, ...(isMore && { next: cursorOf(last) }), read: filings().length };
    },
    async *all(filter) {
      yield* matching(filter);
    },
    async counts(authorities, span = {}) {
      this.counted += 1;
      const ofSpan = { authorities, ...span };
      return countsOf(filings().filter((one) => authorities.includes(one.authority) && isWithinDays(one, ofSpan)));
    },
    find: async (authorities, reference) =>
      filings().filter((one) => authorities.includes(one.authority) && one.reference === reference),
    async search(authorities, reference) {
      const found = await this.find(authorities, reference);
      return found.map((key) => ({ key, summary: key as FilingSummary }));
    },
    summaries: async (keys) => {
      const ids = new Set(keys.map(filingId));
      return filings().filter((one) => ids.has(filingId(one)));
    },
    async *touched() {},
    traffic: async () => [],
  };
}

const cursorOf = (one: FilingSummary) => Buffer.from(`${one.at} ${filingId(one)}`).toString('base64url');
const isOneOf = <T>(values: readonly T[] | undefined, value: T) => !values || values.includes(value);

function matches(one: FilingSummary, filter: BooksFilter): boolean {
  const { since = '', until = '9', text, codes, places, messages } = filter;
  const texts = [one.reference, ...one.errors.map(({ errorDescription = '' }) => errorDescription)];
  return (
    filter.authorities.includes(one.authority) &&
    isOneOf(filter.platforms, String(one.platform)) &&
    isOneOf(filter.statuses, one.status) &&
    isOneOf(filter.states, String(one.state)) &&
    (!codes || one.codes.some((code) => codes.includes(code))) &&
    (!places || one.errors.some(({ errorPointer = '' }) => places.includes(errorPointer))) &&
    (!messages || one.messages.some((message) => messages.includes(message))) &&
    (!filter.overdue || one.overdueSince !== undefined) &&
    (!filter.orphans || one.orphan === true) &&
    (!filter.differs || one.differs === true) &&
    (text === undefined || texts.some((own) => own.toLowerCase().includes(text.toLowerCase()))) &&
    one.at >= since &&
    one.at <= until
  );
}

const dayOf = (at: string) => dateInParis(new Date(at));

function isWithinDays({ at }: FilingSummary, { since, until }: { since?: string; until?: string }): boolean {
  return (!since || dayOf(at) >= dayOf(since)) && (!until || dayOf(at) <= dayOf(until));
}

function countsOf(filings: readonly FilingSummary[]): DayCounts {
  const each = filings.map((one) => {
    const { authority, platform, status, state } = one;
    return { one, of: { authority, day: dayOf(one.at), platform }, status, state };
  });
  return {
    standings: each.map(({ of, status, state }) => ({ ...of, status, state, count: 1 })),
    codes: each.flatMap(({ one, of }) => one.codes.map((code) => ({ ...of, code, count: 1 }))),
    overdue: each.filter(({ one }) => one.overdueSince).map(({ of }) => ({ ...of, count: 1 })),
    orphans: each.filter(({ one }) => one.orphan).map(({ of }) => ({ ...of, count: 1 })),
    differing: each.filter(({ one }) => one.differs).map(({ of }) => ({ ...of, count: 1 })),
    amounts: [],
  };
}

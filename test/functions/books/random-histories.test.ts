import { expect, it } from 'vitest';
import type { BooksFilter } from '../../../functions/books/books.ts';
import { keepBooks } from '../../../functions/books/keeper.ts';
import { matches } from '../../../functions/books/matches.ts';
import { compareBooks } from '../../../functions/books/recount.ts';
import { isBefore } from '../../../functions/books/sources.ts';
import { summaryOf } from '../../../functions/books/summary.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, filingKeyOf } from '../../../functions/ledger/items.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { dateInParis } from '../../../schemas/date-in-paris.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { type MemoryLedger, memoryLedger } from '../../desk/support/memory-ledger.ts';
import { CrashAtWrite, crashingTable } from '../../support/books/crashing-table.ts';
import { type KeptBooks, memoryBooks } from '../../support/books/kept-books.ts';
import { historyValues, letterKey, randomHistory } from '../../support/books/random-history.ts';
import { type Chance, chance } from '../../support/random.ts';
import { TOY } from '../../support/toy/register.ts';

/** `SEEDS=200 FIRST_SEED=1000 npx vitest run test/functions/books/random-histories.test.ts` tries others. */
const SEEDS = Number(process.env['SEEDS'] ?? 6);
const FIRST = Number(process.env['FIRST_SEED'] ?? 1);
const FACTS = 40;
const LISTS = 80;

/** Lets the keeper have parts of what was touched, in odd batches, of which some end early. */
async function keepSome(touched: readonly FilingKey[], { ports }: KeptBooks, random: Chance): Promise<void> {
  const batch = touched.filter(() => !random.once(3));
  if (random.once(2)) batch.reverse();
  const table = random.once(2) ? crashingTable(ports.table, 1 + random.below(14), random.once(2)) : ports.table;
  await keepBooks(batch, { ...ports, table }).catch((error: unknown) => {
    if (!(error instanceof CrashAtWrite)) throw error;
  });
}

/** The summaries of all filings by their records, newest fact first, without the books. */
async function standing(ledger: MemoryLedger): Promise<FilingSummary[]> {
  const all: FilingSummary[] = [];
  for (const id of ledger.partitions.keys()) {
    const key = filingKeyOf(String(id));
    const records = key.authority === TOY ? await ledger.records(key) : [];
    if (records.length === 0) continue;
    const summary = summaryOf(readFiling(key, records));
    const owner = summary.orphan && (await ledger.findByAuthorityReference(TOY, key.kind, key.reference));
    if (!owner) all.push(summary);
  }
  const placed = all.map((summary) => ({ summary, at: summary.at, filing: filingId(summary) }));
  return placed.sort((a, b) => (isBefore(a, b) ? -1 : 1)).map(({ summary }) => summary);
}

/** The end of a day in Paris, in winter. */
const endOfDay = (at: string) => new Date(Date.parse(`${dateInParis(new Date(at))}T23:00:00.000Z`) - 1).toISOString();

function randomFilter(all: readonly FilingSummary[], random: Chance): BooksFilter {
  const { platforms, codes } = historyValues;
  const some = <T>(values: readonly T[]) => [random.pick(values), ...(random.once(2) ? [random.pick(values)] : [])];
  const times = all.map(({ at }) => at);
  return {
    authorities: [TOY],
    ...(random.once(3) && { platforms: some(platforms) }),
    ...(random.once(3) && {
      statuses: some(['sent', 'refused', 'rejected', 'answered', 'waiting', 'failed'] as const),
    }),
    ...(random.once(3) && { states: [random.pick(['validated', 'released', 'given', 'unknown'] as const)] }),
    ...(random.once(3) && { codes: some(codes) }),
    ...(random.once(8) && { orphans: true as const }),
    ...(random.once(8) && { differs: true as const }),
    ...(random.once(10) && { overdue: true as const }),
    ...(random.once(3) && { since: random.pick(times) }),
    ...(random.once(2) && { until: random.pick(random.once(2) ? times : times.map(endOfDay)) }),
    ...(random.once(6) && { text: random.pick(['l-1', 'torn', 'NO such']) }),
    ...(random.once(8) && { messages: ['Letter'] }),
  };
}

/** The references of a list, page after page. */
async function pages({ books }: KeptBooks, filter: BooksFilter, limit: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await books.page(filter, { limit, ...(cursor !== undefined && { cursor }) });
    found.push(...page.summaries.map(({ reference }) => reference));
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

it.each(Array.from({ length: SEEDS }, (_, n) => FIRST + n))(
  'the books of a history say what its records say, whenever the keeper ended early (seed %i)',
  async (seed) => {
    const random = chance(seed);
    const ledger = memoryLedger();
    const kept = memoryBooks(ledger);
    const history = randomHistory(ledger, random);
    const touched: FilingKey[] = [];
    for (let fact = 0; fact < FACTS; fact += 1) {
      touched.push(await history.next());
      if (random.once(3)) await keepSome(touched, kept, random);
    }
    while (touched.length > 0) await keepBooks(touched.splice(0, 1 + random.below(10)), kept.ports);
    expect(await compareBooks([TOY], kept.ports, false)).toMatchObject({ differing: [], counts: [] });

    const all = await standing(ledger);
    for (let list = 0; list < LISTS; list += 1) {
      const filter = randomFilter(all, random);
      const wanted = all.filter((one) => matches(one, filter)).map(({ reference }) => reference);
      expect(await pages(kept, filter, 1 + random.below(4)), JSON.stringify(filter)).toEqual(wanted);
    }
    const { standings, codes, differing } = await kept.books.counts([TOY]);
    const sum = (some: readonly { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
    expect(sum(standings)).toBe(all.length);
    expect(sum(differing)).toBe(all.filter((one) => one.differs).length);
    for (const code of historyValues.codes) {
      const having = all.filter((one) => one.codes.includes(code));
      expect([code, sum(codes.filter((one) => one.code === code))]).toEqual([code, having.length]);
    }
    for (const { reference, references } of all) {
      for (const value of [reference, ...Object.values(references)])
        expect(await kept.books.find([TOY], value), value).toContainEqual(letterKey(reference));
    }
  },
);

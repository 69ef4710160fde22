import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { calendarDay, type MeantMoment } from '../../desk/filter/moment.ts';
import { dynamoDbBooks } from '../../functions/books/dynamodb-books.ts';
import { RETENTION_DAYS } from '../../schemas/configuration.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { listCases, searchCases } from '../desk/cases.ts';
import { countItems } from '../desk/count-items.ts';
import { type DeskTable, openDeskTable } from '../desk/desk-table.ts';
import { lanes } from '../desk/lives.ts';
import { figure } from '../figure.ts';
import { inTurns, median, timeOf } from '../support/samples.ts';

const PAGE = 50;
const ROUNDS = 40;
/** A search takes a few milliseconds, of which the middle is steady only among more. */
const SEARCH_ROUNDS = 250;
/**
 * The store compiles what it runs, and each read is on ways of its own: before they are measured, all of them are made in
 * turns for so long, each with its bare query, as in a store that was not started a moment ago.
 */
const WARM_MS = 90_000;
const DAY_MS = 86_400_000;
/** The largest standing of the table: each bare query reads so many of its items. */
const STANDING = 'delta-h7/answered/released';
const { byStanding } = ledgerTable.indexes;

/** One read of the desk: what it shows, what it read, and its time against that of a bare query of as many items. */
interface Reading {
  name: string;
  shown: number;
  read: number;
  ms: number;
  bareMs: number;
}

/** A read of the desk by its name, as an act that resolves to the number of items that it shows. */
interface Read {
  name: string;
  act(): Promise<number>;
  /** Its bare query has as many items as it shows, or as it reads. */
  like?: 'shown' | 'read';
  rounds?: number;
}

export const desk = figure({
  id: 'desk',
  description: `The first page of ${PAGE} of each list, each search and the start page's counts among a million filings, each against one bare query of as many items on the same table, in turns.`,
  goals: {
    list: { what: 'the slowest list by one filter, also with a day, of a bare query', unit: '×', atMost: 3 },
    search: { what: 'the slowest search for a reference, of a bare query', unit: '×', atMost: 3 },
    start: { what: "the start page's counts, of a bare query", unit: '×', atMost: 3 },
    read: { what: 'items read for one that these lists and searches show, at most', atMost: 2 },
    others: { what: 'the slowest of the rest: two filters, a message, a text, a messageId', unit: '×' },
  },
  async measure(progress) {
    const table = await openDeskTable(progress);
    try {
      const { lists, searches, others, start } = await readings(table, progress);
      const slowest = (all: readonly Reading[]) => Math.max(...all.map(ratioOf));
      return {
        values: {
          list: slowest(lists),
          search: slowest(searches),
          start: ratioOf(start),
          read: Math.max(...[...lists, ...searches].map(readOf)),
          others: slowest(others),
        },
        notes: [
          table.about,
          `Before, all lists and searches are made in turns for ${WARM_MS / 1000} s, each with its bare query: a store that was just started takes longer for the one than for the other.`,
          'Each filing came into the books once, when its life was over, so that a journal holds no older entries of it; where every fact comes alone, the list of a platform reads about three times as many items of its journal, and a messageId is found in the seconds after it, not minutes later as here.',
          'A list reads one filing beyond its page to know whether another follows; it counts as shown.',
          ...[...lists, ...searches, ...others, start].map(noteOf),
        ],
      };
    } finally {
      await table.close();
    }
  },
});

async function readings(table: DeskTable, progress: (text: string) => void) {
  const { client, from, until, filings } = table;
  const books = dynamoDbBooks(client, table.table, RETENTION_DAYS);
  const counter = countItems(client);
  const bare = async (items: number) => {
    await client.send(
      new QueryCommand({
        TableName: table.table,
        IndexName: byStanding.name,
        KeyConditionExpression: '#standing = :standing',
        ExpressionAttributeNames: { '#standing': byStanding.partitionKey },
        ExpressionAttributeValues: { ':standing': { S: STANDING } },
        ScanIndexForward: false,
        Limit: Math.max(1, items),
      }),
    );
  };
  async function reading({ name, act, like = 'shown', rounds = ROUNDS }: Read): Promise<Reading> {
    progress(name);
    const before = counter.read();
    const shown = await act();
    const read = counter.read() - before;
    const times = await inTurns(rounds, {
      ours: () => timeOf(act),
      bare: () => timeOf(() => bare(like === 'shown' ? shown : read)),
    });
    return { name, shown, read, ms: median(times.ours), bareMs: median(times.bare) };
  }
  const readAll = async (reads: readonly Read[]) => {
    const done: Reading[] = [];
    for (const one of reads) done.push(await reading(one));
    return done;
  };

  const middle = new Date(from + Math.floor((until - from) / DAY_MS / 2) * DAY_MS);
  const { first, last } = calendarDay(dateInParis(middle)) as MeantMoment;
  const day = { since: new Date(first).toISOString(), until: new Date(last).toISOString() };
  const lists = listCases(day).map(({ name, filter, kind }) => {
    const act = async () => (await books.page(filter, { limit: PAGE })).summaries.length;
    return { name, act, isOther: kind !== 'one' };
  });
  const timeAt = (n: number) => from + ((until - from) * n) / filings;
  const searches = searchCases(Math.floor(filings / 2), timeAt).map(({ name, reference, kind }) => {
    const act = async () => (await books.search(lanes, reference)).filter(({ summary }) => summary).length;
    const isOther = kind !== 'reference';
    return { name, act, isOther, rounds: isOther ? ROUNDS : SEARCH_ROUNDS };
  });
  const others = [...lists, ...searches].filter(({ isOther }) => isOther);
  const start: Read = {
    name: "the start page's counts",
    act: async () => (await books.counts(lanes)).standings.length,
    like: 'read',
  };
  const chosen = {
    lists: lists.filter(({ isOther }) => !isOther),
    searches: searches.filter(({ isOther }) => !isOther),
  };
  await warm([...chosen.lists, ...chosen.searches, start], bare, progress);
  return {
    lists: await readAll(chosen.lists),
    searches: await readAll(chosen.searches),
    others: await readAll(others),
    start: await reading(start),
  };
}

async function warm(reads: readonly Read[], bare: (items: number) => Promise<void>, progress: (text: string) => void) {
  progress('the store gets warm');
  const until = performance.now() + WARM_MS;
  while (performance.now() < until) for (const { act } of reads) await bare(await act());
}

/** A full page has one more behind it. */
const readOf = ({ shown, read }: Reading) => read / Math.max(1, shown === PAGE ? shown + 1 : shown);
const ratioOf = ({ ms, bareMs }: Reading) => ms / bareMs;

function noteOf(one: Reading): string {
  const { name, shown, read, ms, bareMs } = one;
  return `${name}: ${shown} shown, ${read} read, ${ms.toFixed(1)} ms against ${bareMs.toFixed(1)} ms, ${ratioOf(one).toFixed(1)} ×.`;
}

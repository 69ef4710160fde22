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
const ROUNDS = 25;
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
  /** @param act resolves to the number of items that it shows */
  async function reading(name: string, act: () => Promise<number>, like: 'shown' | 'read' = 'shown'): Promise<Reading> {
    progress(name);
    const before = counter.read();
    const shown = await act();
    const read = counter.read() - before;
    const times = await inTurns(ROUNDS, {
      ours: () => timeOf(act),
      bare: () => timeOf(() => bare(like === 'shown' ? shown : read)),
    });
    return { name, shown, read, ms: median(times.ours), bareMs: median(times.bare) };
  }

  const middle = new Date(from + Math.floor((until - from) / DAY_MS / 2) * DAY_MS);
  const { first, last } = calendarDay(dateInParis(middle)) as MeantMoment;
  const day = { since: new Date(first).toISOString(), until: new Date(last).toISOString() };
  const [lists, searches, others]: [Reading[], Reading[], Reading[]] = [[], [], []];
  for (const { name, filter, kind } of listCases(day)) {
    const list = kind === 'one' ? lists : others;
    list.push(await reading(name, async () => (await books.page(filter, { limit: PAGE })).summaries.length));
  }

  const timeAt = (n: number) => from + ((until - from) * n) / filings;
  for (const { name, reference, kind } of searchCases(Math.floor(filings / 2), timeAt)) {
    const list = kind === 'reference' ? searches : others;
    list.push(
      await reading(name, async () => (await books.search(lanes, reference)).filter(({ summary }) => summary).length),
    );
  }
  const counts = async () => (await books.counts(lanes)).standings.length;
  return { lists, searches, others, start: await reading("the start page's counts", counts, 'read') };
}

/** A full page has one more behind it. */
const readOf = ({ shown, read }: Reading) => read / Math.max(1, shown === PAGE ? shown + 1 : shown);
const ratioOf = ({ ms, bareMs }: Reading) => ms / bareMs;

function noteOf(one: Reading): string {
  const { name, shown, read, ms, bareMs } = one;
  return `${name}: ${shown} shown, ${read} read, ${ms.toFixed(1)} ms against ${bareMs.toFixed(1)} ms, ${ratioOf(one).toFixed(1)} ×.`;
}

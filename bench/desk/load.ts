import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, type BatchWriteCommandInput, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { timesOf } from '../../functions/books/fact-times.ts';
import { keepBooks } from '../../functions/books/keeper.ts';
import { factOf, indexed } from '../../functions/ledger/facts.ts';
import { filingId, receivedItem, sentItem } from '../../functions/ledger/items.ts';
import { receivedFacts } from '../../functions/ledger/received-facts.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord } from '../../functions/ledger/records.ts';
import type { Item } from '../../functions/table/plain-table.ts';
import { messageOf } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { memoryBooksTable } from '../../test/support/books/memory-books-table.ts';
import { type Life, lifeAt } from './lives.ts';

const { partitionKey, expiry } = ledgerTable;
const RETENTION_DAYS = 400;
/** The filings of a run of the keeper. */
export const RUN = 200;
/** The filings among which those of a run are put in the order of their latest facts. */
const NEAR = 20_000;
const MOST_ITEMS = 25;
const AT_ONCE = 6;
/** Partitions that every run of the keeper adds to: they are written once, at the end. */
const TALLIES = /^(counts|standings|traffic)\//;

export interface LoadOptions {
  client: DynamoDBClient;
  table: string;
  filings: number;
  /** The span over which they are filed. */
  from: number;
  until: number;
  progress(text: string): void;
}

/**
 * Fills a table with filings in the order of their latest facts: their records by the ledger's own builders of items, and their
 * books by the keeper itself, which writes into memory what is then put into the table in large batches.
 * @returns the number of items
 */
export async function load({ client, table, filings, from, until, progress }: LoadOptions): Promise<number> {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const tallies = new Map<unknown, Item[]>();
  const began = performance.now();
  let items = 0;
  let writing: Promise<unknown> = Promise.resolve();
  let filed = 0;
  for (const lives of inRuns(filings, (n) => from + ((until - from) * n) / filings)) {
    const made = await itemsOf(lives, tallies);
    items += made.length;
    // The next ones are made while these are written.
    await writing;
    writing = write(made, documents, table);
    if ((filed / RUN) % 50 === 0) {
      const seconds = (performance.now() - began) / 1000;
      progress(`${filed} of ${filings} filings are loaded, ${Math.round(items / seconds)} items a second`);
    }
    filed += lives.length;
  }
  await writing;
  const rest = [...tallies.values()].flat();
  await write(rest, documents, table);
  return items + rest.length;
}

/** The filings of each run of the keeper: of the same time, as the stream of a table has them. */
function* inRuns(filings: number, timeOf: (n: number) => number): Generator<Life[]> {
  for (let first = 0; first < filings; first += NEAR) {
    const lives = Array.from({ length: Math.min(NEAR, filings - first) }, (_, n) =>
      lifeAt(first + n, timeOf(first + n)),
    );
    const byFact = lives.map((life) => ({ life, at: latestFactOf(life) })).sort((a, b) => (a.at < b.at ? -1 : 1));
    for (let n = 0; n < byFact.length; n += RUN) yield byFact.slice(n, n + RUN).map(({ life }) => life);
  }
}

function latestFactOf({ records }: Life): string {
  return timesOf(records).at(-1) ?? '';
}

/** The items of filings and of their books; what is counted stays in memory. */
async function itemsOf(lives: readonly Life[], tallies: Map<unknown, Item[]>): Promise<Item[]> {
  const partitions = new Map<unknown, Item[]>(tallies);
  for (const { key, records } of lives) {
    partitions.set(
      filingId(key),
      records.map((record) => itemOf(key, record)),
    );
  }
  await keepBooks(
    lives.map(({ key }) => key),
    {
      table: memoryBooksTable(partitions),
      retentionDays: RETENTION_DAYS,
      ledger: { findByAuthorityReference: async () => undefined },
      onFault: (_, error) => {
        throw error;
      },
      now: () => new Date(),
    },
  );
  const made: Item[] = [];
  for (const [id, items] of partitions) {
    if (TALLIES.test(String(id))) tallies.set(id, items);
    else made.push(...items);
  }
  return made;
}

function itemOf(key: FilingKey, record: LedgerRecord): Item {
  if (record.type !== 'sent' && record.type !== 'received') throw new TypeError(`There is no ${record.type} here`);
  const item = record.type === 'sent' ? sentItem(key, record) : receivedItem(key, record, indexOf(key, record));
  return { ...item, [expiry]: Math.floor(Date.parse(record.at) / 1000) + RETENTION_DAYS * 86_400 };
}

function indexOf(key: FilingKey, record: ReceivedRecord) {
  const contract = messageOf(key.authority, record.message);
  if (contract?.direction !== 'inbound') throw new TypeError(`${record.message} is not received`);
  const facts = receivedFacts(key.authority, contract, record, JSON.parse(record.body));
  return { fact: factOf(key, facts), ...(contract.givesReference && indexed(key, facts.authorityReference)) };
}

async function write(items: readonly Item[], documents: DynamoDBDocumentClient, table: string): Promise<void> {
  const distinct = [...new Map(items.map((one) => [`${one[partitionKey]} ${one[ledgerTable.sortKey]}`, one])).values()];
  const batches = Array.from({ length: Math.ceil(distinct.length / MOST_ITEMS) }, (_, n) =>
    distinct.slice(n * MOST_ITEMS, (n + 1) * MOST_ITEMS),
  );
  await pMap(
    batches,
    async (batch) => {
      let left: BatchWriteCommandInput['RequestItems'] = { [table]: batch.map((Item) => ({ PutRequest: { Item } })) };
      // A table that is busy leaves some out.
      while (left && Object.keys(left).length > 0)
        left = (await documents.send(new BatchWriteCommand({ RequestItems: left }))).UnprocessedItems;
    },
    { concurrency: AT_ONCE },
  );
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamodbLocalJar } from '../../local/stand-ins/dynamodb-local-jar.ts';
import { clientOf, createLedgerTable } from '../../test/support/dynamodb.ts';
import { load, RUN } from './load.ts';

const TABLE = 'desk';
const HEAP_MB = 2048;
const DAYS = 30;
const DAY_MS = 86_400_000;

/** The variables that say where the table lies, and how large it is. */
const FOLDER = process.env['DESK_FOLDER'] ?? '.declarant/desk-table';
const FILINGS = Number(process.env['DESK_FILINGS'] ?? 1_000_000);

/** The result of a load, kept beside the table once it has ended; a folder without it is loaded anew. */
interface Loaded {
  items: number;
  seconds: number;
  from: number;
  until: number;
}

/** A table with filings, in a folder that the next measurement uses again. */
export interface DeskTable extends Loaded {
  client: DynamoDBClient;
  url: string;
  table: string;
  filings: number;
  /** Loading time, heap and size, in a sentence. */
  about: string;
  close(): Promise<void>;
}

export async function openDeskTable(progress: (text: string) => void): Promise<DeskTable> {
  const folder = path.resolve(FOLDER, String(FILINGS));
  const file = path.join(folder, 'loaded.json');
  if (!existsSync(file)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const jar = await startDynamodbLocalJar({ folder, heapMb: HEAP_MB });
  const client = clientOf({ endpoint: jar.url, region: 'local' });
  try {
    if (!existsSync(file)) writeFileSync(file, JSON.stringify(await loaded(client, progress)));
  } catch (error) {
    client.destroy();
    await jar.close();
    throw error;
  }
  const known = JSON.parse(readFileSync(file, 'utf8')) as Loaded;
  return {
    ...known,
    ...{ client, url: jar.url, table: TABLE, filings: FILINGS, about: aboutIt(known, folder) },
    async close() {
      client.destroy();
      await jar.close();
    },
  };
}

async function loaded(client: DynamoDBClient, progress: (text: string) => void): Promise<Loaded> {
  const until = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const from = until - DAYS * DAY_MS;
  const began = performance.now();
  await createLedgerTable(client, TABLE);
  const items = await load({ client, table: TABLE, filings: FILINGS, from, until, progress });
  return { items, seconds: (performance.now() - began) / 1000, from, until };
}

function aboutIt({ items, seconds }: Loaded, folder: string): string {
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
  const count = (number: number) => number.toLocaleString('en-GB', { maximumFractionDigits: 1 });
  return (
    `${count(FILINGS)} filings, ${count(items)} items over ${DAYS} days in DynamoDB Local, whose heap is ${HEAP_MB} MB: ` +
    `loaded in ${count(seconds / 60)} minutes, ${count(bytes / 1e9)} GB on disk. Their records come from the ledger's own ` +
    `builders of items, their books from the keeper itself, ${RUN} filings a run.`
  );
}

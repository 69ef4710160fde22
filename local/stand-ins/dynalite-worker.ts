import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { WriteUnits, WriteUnitsByKind } from './calls.ts';
import type { Put, WatchedTable } from './database.ts';
import { TappedPuts } from './tapped-puts.ts';

/** What the thread is started with. */
export interface DynaliteWorkerData {
  /** Path of dynalite's own file: this code is compiled, so it cannot look for it by itself. */
  dynalite: string;
  dataDirectory?: string;
  host: string;
  operations: readonly string[];
  counts: SharedArrayBuffer;
  /** On which tables to watch come in, and what is put into them goes out. */
  puts: MessagePort;
}

interface DynaliteOptions {
  path?: string;
  createTableMs: number;
  updateTableMs: number;
  deleteTableMs: number;
}

type Item = Record<string, Record<string, unknown>>;
interface Keys {
  KeySchema: { AttributeName: string; KeyType: 'HASH' | 'RANGE' }[];
}
interface Index extends Keys {
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] };
}
interface Table extends Keys {
  TableName: string;
  GlobalSecondaryIndexes?: Index[];
  LocalSecondaryIndexes?: Index[];
}
/** What dynalite calls when it writes: its own count of capacity leaves the indexes out. */
interface Internals {
  itemSize(item: Item): number;
  checkConditional(request: { TableName: string; Item?: Item; Key?: Item }, old: Item | undefined): unknown;
  updateIndexes(store: unknown, table: Table, old: Item | undefined, item: Item | undefined, done: unknown): void;
}

const { dynalite, dataDirectory, host, operations, counts, puts } = workerData as DynaliteWorkerData;
const create = createRequire(dynalite)(dynalite) as (options: DynaliteOptions) => Server;
const store = create({
  ...(dataDirectory && { path: dataDirectory }),
  createTableMs: 0,
  updateTableMs: 0,
  deleteTableMs: 0,
});
const answer = store.listeners('request')[0] as (...parts: unknown[]) => void;
const places = new Int32Array(counts);
const placeOf = new Map(operations.map((operation, place) => [operation, place]));

const units: WriteUnitsByKind = {};
/** By tables' names, once something was written there. */
const sortKeys = new Map<string, string>();
countWriteUnits(createRequire(dynalite)('./db'));

const tapped = new TappedPuts();
puts.on('message', (watched: WatchedTable) => tapped.watch(watched));
// It alone keeps no thread alive.
puts.unref();

const server = createServer((request, response) => {
  const target = request.headers['x-amz-target'];
  const place = typeof target === 'string' ? placeOf.get(target.slice(target.indexOf('.') + 1)) : undefined;
  if (place !== undefined) Atomics.add(places, place, 1);
  const put = tapped.tap(request);
  if (put) onAnswer(response, put);
  answer(request, response);
  // dynalite throws on a request that breaks off, which would end the database each time a
  // function is killed in the middle of a call.
  request.removeAllListeners('error');
  request.on('error', () => response.destroy());
});
server.keepAliveTimeout = 60_000;
server.listen(0, host, () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));

parentPort?.on('message', (asked: 'units' | 'close') => {
  if (asked === 'units') {
    parentPort?.postMessage({ units });
    return;
  }
  server.close(() => {
    // dynalite closes its files with its own server, which has to have listened for that.
    store.listen(0, host, () => store.close(() => parentPort?.close()));
  });
  server.closeAllConnections();
});

/** Tells of what was put when it is answered: also where its caller is gone by then, since it is stored all the same. */
function onAnswer(response: ServerResponse, put: () => Put | undefined): void {
  const end = response.end.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.end = (...parts: unknown[]) => {
    const stored = response.statusCode === 200 ? put() : undefined;
    if (stored) puts.postMessage(stored);
    return end(...parts);
  };
}

/** Notes each write as AWS bills it, also one whose condition did not hold. */
function countWriteUnits(internals: Internals): void {
  const { checkConditional, updateIndexes } = internals;
  const unitsOf = (item: Item | undefined) => (item ? Math.max(1, Math.ceil(internals.itemSize(item) / 1024)) : 0);

  /** What an index takes: nothing where its item stays, two writes where it moves to another key. */
  function indexUnits(table: Table, index: Index, old: Item | undefined, item: Item | undefined): number {
    const [before, after] = [projected(table, index, old), projected(table, index, item)];
    if (JSON.stringify(before) === JSON.stringify(after)) return 0;
    const isMoved = JSON.stringify(keysIn(index, before)) !== JSON.stringify(keysIn(index, after));
    return isMoved ? unitsOf(before) + unitsOf(after) : Math.max(unitsOf(before), unitsOf(after));
  }

  internals.checkConditional = (request, old) => {
    const refused = checkConditional(request, old);
    const { TableName, Item, Key } = request;
    if (refused != null) {
      note(TableName, Item ?? Key ?? {}, { table: Math.max(1, unitsOf(Item), unitsOf(old)), indexes: 0 });
    }
    return refused;
  };
  internals.updateIndexes = (store, table, old, item, done) => {
    const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
    sortKeys.set(table.TableName, table.KeySchema.find(({ KeyType }) => KeyType === 'RANGE')?.AttributeName ?? '');
    note(table.TableName, item ?? old ?? {}, {
      table: Math.max(1, unitsOf(old), unitsOf(item)),
      indexes: indexes.reduce((sum, index) => sum + indexUnits(table, index, old, item), 0),
    });
    updateIndexes(store, table, old, item, done);
  };
}

/** What an index holds of an item; nothing where the item lacks one of its keys. */
function projected(table: Table, index: Index, item: Item | undefined): Item | undefined {
  if (!item || index.KeySchema.some(({ AttributeName }) => item[AttributeName] == null)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return item;
  const names = [...index.KeySchema, ...table.KeySchema].map(({ AttributeName }) => AttributeName);
  const held = [...new Set([...names, ...(index.Projection.NonKeyAttributes ?? [])])];
  return Object.fromEntries(held.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

function keysIn({ KeySchema }: Keys, item: Item | undefined): unknown[] {
  return KeySchema.map(({ AttributeName }) => item?.[AttributeName]);
}

function note(tableName: string, item: Item, written: WriteUnits): void {
  const [kind = ''] = String(item[sortKeys.get(tableName) ?? '']?.S ?? '').split('/');
  const noted = units[kind] ?? { table: 0, indexes: 0 };
  units[kind] = { table: noted.table + written.table, indexes: noted.indexes + written.indexes };
}

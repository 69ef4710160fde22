import { createServer, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { CapacityUnits } from './calls.ts';
import type { StoredItem, WatchedTable } from './database.ts';
import { countUnits } from './dynalite-units.ts';
import { TappedWrites } from './tapped-writes.ts';

/** The options of the thread. */
export interface DynaliteWorkerData {
  /** Path of dynalite's own file: this code is compiled, so it cannot look for it by itself. */
  dynalite: string;
  dataDirectory?: string;
  host: string;
  operations: readonly string[];
  counts: SharedArrayBuffer;
  /** On which tables to watch come in, and what is written into them goes out. */
  writes: MessagePort;
}

interface DynaliteOptions {
  path?: string;
  createTableMs: number;
  updateTableMs: number;
  deleteTableMs: number;
}

const { dynalite, dataDirectory, host, operations, counts, writes } = workerData as DynaliteWorkerData;
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

const units: CapacityUnits = countUnits(createRequire(dynalite)('./db'));

const tapped = new TappedWrites();
writes.on('message', (watched: WatchedTable) => tapped.watch(watched));
// The port alone keeps no thread alive.
writes.unref();

const server = createServer((request, response) => {
  const target = request.headers['x-amz-target'];
  const place = typeof target === 'string' ? placeOf.get(target.slice(target.indexOf('.') + 1)) : undefined;
  if (place !== undefined) Atomics.add(places, place, 1);
  const written = tapped.tap(request);
  if (written) onAnswer(response, written);
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

/** Reports a write when it is answered, also where its caller is gone by then, since it is stored all the same. */
function onAnswer(response: ServerResponse, written: () => StoredItem | undefined): void {
  const end = response.end.bind(response) as (...parts: unknown[]) => ServerResponse;
  response.end = (...parts: unknown[]) => {
    const stored = response.statusCode === 200 ? written() : undefined;
    if (stored) writes.postMessage(stored);
    return end(...parts);
  };
}

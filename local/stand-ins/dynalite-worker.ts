import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** What the thread is started with. */
export interface DynaliteWorkerData {
  /** Path of dynalite's own file: this code is compiled, so it cannot look for it by itself. */
  dynalite: string;
  dataDirectory?: string;
  host: string;
  operations: readonly string[];
  counts: SharedArrayBuffer;
}

interface DynaliteOptions {
  path?: string;
  createTableMs: number;
  updateTableMs: number;
  deleteTableMs: number;
}

const { dynalite, dataDirectory, host, operations, counts } = workerData as DynaliteWorkerData;
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

const server = createServer((request, response) => {
  const target = request.headers['x-amz-target'];
  const place = typeof target === 'string' ? placeOf.get(target.slice(target.indexOf('.') + 1)) : undefined;
  if (place !== undefined) Atomics.add(places, place, 1);
  answer(request, response);
  // dynalite throws on a request that breaks off, which would end the database each time a
  // function is killed in the middle of a call.
  request.removeAllListeners('error');
  request.on('error', () => response.destroy());
});
server.keepAliveTimeout = 60_000;
server.listen(0, host, () => parentPort?.postMessage({ port: (server.address() as AddressInfo).port }));

parentPort?.on('message', () => {
  server.close(() => {
    // dynalite closes its files with its own server, which has to have listened for that.
    store.listen(0, host, () => store.close(() => parentPort?.close()));
  });
  server.closeAllConnections();
});

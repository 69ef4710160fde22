import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshFetch } from '../../../functions/authorities/calling/fresh-fetch.ts';
import { makeCall } from '../../../functions/authorities/calling/make-call.ts';

describe('connections of a function that is frozen between its batches', () => {
  let server: Server;
  let url: string;
  let connections: number;
  /** The connections that the server has closed while the function was frozen: whatever comes on them is lost. */
  let closed: Set<Socket>;
  let open: Set<Socket>;
  let clock: number;

  beforeEach(async () => {
    [connections, closed, open, clock] = [0, new Set(), new Set(), 1_000_000];
    server = createServer((request, response) => {
      if (closed.has(request.socket)) return void request.socket.resetAndDestroy();
      request.resume();
      response.setHeader('Keep-Alive', 'timeout=60');
      response.end('{}');
    });
    server.keepAliveTimeout = 60_000;
    server.on('connection', (socket) => {
      connections += 1;
      open.add(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function call(fetch: typeof globalThis.fetch) {
    const request = { method: 'POST', headers: {}, body: '{}' };
    const verdict = await makeCall({ url, request, fetch, timeoutSeconds: 5, now: () => clock }, ({ httpStatus }) => ({
      ...{ kind: 'answered', httpStatus },
    }));
    // The connection is free a moment after its answer.
    await sleep(20);
    return verdict;
  }
  /** No timer runs meanwhile, and the server's goodbye is not heard. */
  function freeze(ms: number): void {
    clock += ms;
    closed = new Set(open);
  }

  it('are not used again once they may be dead, whatever the server had offered', async () => {
    const fetch = freshFetch(() => clock);
    expect(await call(fetch)).toMatchObject({ kind: 'answered' });
    freeze(30_000);
    expect(await call(fetch)).toMatchObject({ kind: 'answered', httpStatus: 200 });
    expect(connections).toBe(2);
  });

  it("would be used again by Node.js's own fetch, and the call would be lost", async () => {
    expect(await call(globalThis.fetch)).toMatchObject({ kind: 'answered' });
    freeze(30_000);
    expect(await call(globalThis.fetch)).toMatchObject({ kind: 'unavailable', mayHaveArrived: true });
  });

  it('are used again by calls that follow one another', async () => {
    const fetch = freshFetch(() => clock);
    for (let n = 0; n < 5; n += 1) {
      await call(fetch);
      clock += 2000;
    }
    expect(connections).toBe(1);
  });

  it('are left to calls in flight', async () => {
    const fetch = freshFetch(() => clock);
    const first = call(fetch);
    clock += 30_000;
    expect(await Promise.all([first, call(fetch)])).toMatchObject([{ kind: 'answered' }, { kind: 'answered' }]);
  });
});

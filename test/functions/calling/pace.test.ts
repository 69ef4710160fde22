import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshFetch } from '../../../functions/authorities/calling/fresh-fetch.ts';
import { makeCall } from '../../../functions/authorities/calling/make-call.ts';
import { closeServer, listen } from '../../../local/listen.ts';

describe.each([
  ['our fetch', () => freshFetch()],
  ["Node.js's own fetch", () => globalThis.fetch],
] as const)('a call within the rate, by %s', (_, fetchOf) => {
  let server: Server;
  let url: string;
  let requests: string[];
  let connections: number;

  beforeEach(async () => {
    [requests, connections] = [[], 0];
    server = createServer((request, response) => {
      request.on('data', (data) => requests.push(String(data)));
      request.on('end', () => response.end('{}'));
    });
    server.on('connection', () => {
      connections += 1;
    });
    url = `http://127.0.0.1:${await listen(server)}/`;
  });
  afterEach(() => closeServer(server));

  /** Makes a call whose turns are over or not, one after the other; there is none after the last. */
  async function call(...turns: boolean[]) {
    const left = [...turns];
    const taken = { count: 0 };
    const pace = {
      leave: () => left.shift() === true,
      async next() {
        taken.count += 1;
        return left.length > 0;
      },
      further: () => expect.fail('There is no further call'),
    };
    const request = { method: 'POST', headers: {}, body: 'a message' };
    const verdict = await makeCall(
      { url, request, fetch: fetchOf(), timeoutSeconds: 5, now: Date.now, pace },
      ({ httpStatus }) => ({ kind: 'answered', httpStatus }),
    );
    return { verdict, another: taken.count };
  }

  it('[H7-S2] leaves in its turn', async () => {
    expect(await call(true)).toEqual({ verdict: { kind: 'answered', httpStatus: 200 }, another: 0 });
    expect(requests).toEqual(['a message']);
  });

  it('[H7-S2] whose turn is over when it has its connection waits for another one, and leaves once, on that connection', async () => {
    expect(await call(false, false, true)).toEqual({ verdict: { kind: 'answered', httpStatus: 200 }, another: 2 });
    expect(requests).toEqual(['a message']);
    expect(connections).toBe(1);
  });

  it('[H7-S2] does not leave where no turn is left', async () => {
    expect(await call(false)).toEqual({ verdict: { kind: 'unsent' }, another: 1 });
    expect(requests).toEqual([]);
  });
});

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordOf } from '../../functions/ledger/items.ts';
import { proxyAnswer } from '../../local/api/proxy-answer.ts';
import { proxyEvent } from '../../local/api/proxy-event.ts';
import { findRoute } from '../../local/api/route.ts';
import { environmentOf } from '../../local/lambda/definition.ts';
import type { FunctionPool } from '../../local/lambda/pool.ts';
import { contractStatuses } from '../../schemas/callback-answer.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { clientOf } from '../support/dynamodb.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { type BadRequest, badRequest, rawRequest } from './support/requests.ts';

/** The number of requests in all; `npm run attack` sends a hundred thousand. */
const REQUESTS = Number(process.env['BAD_REQUESTS'] ?? 5000);
/** Over real connections to the local API and the deployed bundle behind it. */
const OVER_HTTP = Math.floor(REQUESTS * 0.06);
/** Byte by byte, as no client would write them. */
const RAW = Math.floor(REQUESTS * 0.01);
const AT_ONCE = 20;
/** A pace below the stage's throttle, which would answer 500: that is not tested here. */
const A_SECOND = 800;
const MOST_MEGABYTES = 512;

interface Answered {
  status: number;
  body: string;
}

describe('bad requests', () => {
  let machine: Machine;
  let receiver: FunctionPool;
  const startedAt = Date.now();
  /** Bodies of the calls that were answered 200. */
  const taken = new Set<string>();
  /** The distinct bodies of refusals: if one quoted its call, there would be as many as calls. */
  const refusals = new Set<string>();
  const statuses = new Map<number, number>();

  beforeAll(async () => {
    machine = await startMachine();
    const pool = machine.gateway.functions.get(resourceNames('test').receiver);
    if (!pool) throw new Error('There is no receiver');
    receiver = pool;
  }, 180_000);
  afterAll(() => machine?.stop());

  /** [H7-R1] Checks an answer against the contract's form, whatever the call was. */
  function assess({ status, body }: Answered, sent?: BadRequest): void {
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    // The gateway is healthy, so a bad request must never cause a 500.
    if (status === 500) throw new Error(machine.logs.filter((line) => line.includes('callback.failed')).join('\n'));
    if (!contractStatuses.some((one) => one === status)) throw new Error(`${status} is no code of the contract`);
    if (sent?.method === 'HEAD') return;
    if (status === 200) {
      expect(body).toBe('{}');
      if (sent) taken.add(new TextDecoder().decode(sent.body));
    } else if (!refusals.has(body)) {
      expect(JSON.parse(body)).toEqual({ errorCode: expect.any(String), errorDescription: expect.any(String) });
      refusals.add(body);
    }
  }

  it('[H7-R1] over HTTP get only codes of the contract in its form', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const batch = fc.array(badRequest(20), { minLength: AT_ONCE, maxLength: AT_ONCE });
    const begun = performance.now();
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(batch, async (requests) => {
        await sleep(begun + (1000 * sent) / A_SECOND - performance.now());
        sent += requests.length;
        const answers = await Promise.all(
          requests.map((one) => overHttp(machine.gateway.ready.callbackUrl ?? '', one, agent)),
        );
        answers.forEach((answer, index) => {
          assess(answer, requests[index]);
        });
      }),
      { numRuns: Math.ceil(OVER_HTTP / AT_ONCE), endOnFailure: true },
    );
    agent.destroy();
  }, 300_000);

  it('[H7-R1] that are no HTTP get only codes of the contract in its form', async () => {
    const batch = fc.array(rawRequest, { minLength: AT_ONCE, maxLength: AT_ONCE });
    await fc.assert(
      fc.asyncProperty(batch, async (requests) => {
        for (const answers of await Promise.all(
          requests.map((one) => raw(machine.gateway.ready.callbackUrl ?? '', one)),
        ))
          for (const answer of answers) assess(answer);
      }),
      { numRuns: Math.ceil(RAW / AT_ONCE), endOnFailure: true },
    );
  }, 300_000);

  it('[H7-R1] to the deployed handler get only codes of the contract in its form, and leave no memory behind', async () => {
    const call = await inProcess(machine, receiver);
    const half = Math.floor((REQUESTS - OVER_HTTP - RAW) / 2);
    const attack = async () => {
      await fc.assert(
        fc.asyncProperty(badRequest(10), async (one) => assess(await call(one), one)),
        { numRuns: half, endOnFailure: true },
      );
      return megabytesInUse();
    };
    const { write } = process.stdout;
    process.stdout.write = () => true;
    try {
      const before = await attack();
      expect((await attack()) - before).toBeLessThan(64);
    } finally {
      process.stdout.write = write;
    }
  }, 900_000);

  it('[H7-A4] leave nothing in the ledger but the messages that were taken', async () => {
    const { endpoints, region, table } = machine.gateway.ready;
    const client = clientOf({ endpoint: endpoints.dynamodb, region });
    const left: string[] = [];
    const stored = new Set<string>();
    const documents = DynamoDBDocumentClient.from(client);
    for await (const { Items = [] } of paginateScan({ client: documents }, { TableName: table })) {
      for (const item of Items) {
        // The lanes' own books lie beside those of filings, and so does a callback that cannot be read.
        if (!String(item[ledgerTable.partitionKey]).startsWith('delta-h7/')) continue;
        // The keeper's summary follows from the messages.
        if (item[ledgerTable.sortKey] === ledgerTable.summary) continue;
        const record = recordOf(item);
        if (record.type === 'received' && taken.has(record.body)) stored.add(record.body);
        else if (record.type !== 'stated') left.push(`${record.type} ${record.message}`);
      }
    }
    client.destroy();
    expect(left).toEqual([]);
    expect(stored.size).toBe(taken.size);
    expect(taken.size).toBeGreaterThan(0);
  });

  it('cross no process, and are told in few words', () => {
    expect(receiver.counts.errors).toBe(0);
    expect(receiver.pids.length).toBe(receiver.counts.coldStarts);
    for (const pid of receiver.pids) expect(residentMegabytes(pid)).toBeLessThan(MOST_MEGABYTES);
    expect(refusals.size).toBeLessThan(25);
    expect([...statuses.keys()].sort()).toEqual([200, 400, 401, 404]);
  });

  it('have the token read no more than once a cooldown in each process', () => {
    const { GetSecretValue = 0 } = machine.gateway.calls.secretsmanager.counts();
    const cooldowns = 1 + Math.ceil((Date.now() - startedAt) / 30_000);
    // The current token and the previous one are read in each instance and in this process.
    expect(GetSecretValue).toBeLessThanOrEqual(2 * cooldowns * (receiver.counts.coldStarts + 1));
  });
});

async function overHttp(base: string, { method, url, headers, body }: BadRequest, agent: Agent): Promise<Answered> {
  const grouped = new Map<string, string[]>();
  for (const [name, value] of headers) grouped.set(name, [...(grouped.get(name) ?? []), value]);
  const { hostname, port } = new URL(base);
  const call = request({ hostname, port, method, path: url || '/', agent });
  for (const [name, values] of grouped) call.setHeader(name, values);
  // A method that has no body by custom is sent one, too.
  call.setHeader('Content-Length', body.length);
  call.end(body);
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of answer) text += String(part);
  return { status: answer.statusCode ?? 0, body: text };
}

/** Every answer that comes on a connection before it ends. */
async function raw(base: string, text: string): Promise<Answered[]> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (part) => {
    answer += String(part);
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  socket.end(text, 'latin1');
  await closed;
  const parts = answer.split(/^HTTP\/1\.1 /m).slice(1);
  return parts
    .map((part) => ({ status: Number(part.slice(0, 3)), body: part.slice(part.indexOf('\r\n\r\n') + 4) }))
    .filter(({ status }) => status !== 100);
}

/** The bundle that is deployed, called with the events that the local API makes. */
async function inProcess({ gateway }: Machine, { definition }: FunctionPool) {
  const { endpoints, region } = gateway.ready;
  for (const [name, value] of Object.entries(environmentOf(definition, { region, endpoints }))) vi.stubEnv(name, value);
  const { handler } = await import(pathToFileURL(path.join(definition.taskRoot, 'index.mjs')).href);
  const { api } = gateway;
  if (!api) throw new Error('There is no API');
  return async ({ method, url, headers, body }: BadRequest): Promise<Answered> => {
    const [pathname = '/', search = ''] = url.split('?');
    const route = findRoute(api.root, method, pathname);
    if (!route) throw new Error(`Nothing catches ${method} ${pathname}`);
    const message = {
      method,
      headers: { host: 'x' },
      rawHeaders: headers.flat(),
      httpVersion: '1.1',
      socket: { remoteAddress: '127.0.0.1' },
    };
    const query = new URLSearchParams(search);
    const event = proxyEvent(api, route, {
      ...{ message, path: pathname, query, body, binary: true, requestId: 'r', at: new Date() },
    });
    const answer = proxyAnswer(await handler(event, {}), false);
    return { status: answer.status, body: answer.body.toString() };
  };
}

function megabytesInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

/** The number by Linux's own account; 0 where there is none. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

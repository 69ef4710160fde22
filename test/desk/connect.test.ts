import '../support/toy/alone.ts';

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeskFault } from '../../desk/fault.ts';
import { awsClock } from '../../desk/gateway/aws-clock.ts';
import { awsFault } from '../../desk/gateway/aws-fault.ts';
import { type ConnectOptions, connect as connectFrom } from '../../desk/gateway/connect.ts';
import { runningGateways } from '../../desk/gateway/running-gateways.ts';
import { TOY } from '../support/toy/register.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'desk-'));
  mkdirSync(path.join(cwd, '.declarant', 'running'), { recursive: true });
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Connects without the gateways that were started at the package's root. */
const connect = (options: ConnectOptions) => connectFrom(options, cwd, []);

/** A process that has ended: its id is nobody's. */
const GONE = 2 ** 22 + 1;

function announce(pid: number, more: Record<string, unknown> = {}) {
  const gateway = {
    pid,
    config: path.join(cwd, 'local.json'),
    stage: 'local',
    startedAt: '2026-11-22T10:00:00.000Z',
    endpoints: {
      sqs: 'http://127.0.0.1:1',
      sns: 'http://127.0.0.1:1',
      dynamodb: 'http://127.0.0.1:1',
      secretsmanager: 'http://127.0.0.1:1',
      ssm: 'http://127.0.0.1:1',
      lambda: 'http://127.0.0.1:1',
    },
    queues: {
      [TOY]: {
        outbox: `http://127.0.0.1:1/0/outbox-of-${pid}`,
        deadLetters: `http://127.0.0.1:1/0/dead-letters-of-${pid}`,
      },
    },
    table: 'declarant-local-ledger',
    region: 'eu-west-3',
    ...more,
  };
  writeFileSync(path.join(cwd, '.declarant', 'running', `${pid}.json`), JSON.stringify(gateway));
}
const configuration = (stage: string, name = `${stage}.json`) => {
  const lane = {
    baseUrl: 'https://toys.example',
    credentialsSecret: 'credentials',
    share: { perSecond: 1, perHour: 100 },
  };
  const value = { stage, region: 'eu-west-3', lanes: { [TOY]: lane }, callbacks: { tokenSecret: 'token' } };
  writeFileSync(path.join(cwd, name), JSON.stringify(value));
  return name;
};

describe('the gateways that run here', () => {
  it('are those whose process is alive, newest first', () => {
    announce(process.pid);
    announce(process.ppid, { startedAt: '2026-11-22T11:00:00.000Z' });
    announce(GONE, { startedAt: '2026-11-22T12:00:00.000Z' });
    writeFileSync(path.join(cwd, '.declarant', 'running', '77.json'), '{"pid":');
    expect(runningGateways(cwd).map(({ pid }) => pid)).toEqual([process.ppid, process.pid]);
  });

  it('are none where none was ever started', () => {
    expect(runningGateways(path.join(cwd, 'elsewhere'))).toEqual([]);
  });
});

describe('the gateway of a command', () => {
  it('[F30] is the newest that runs here, which is said where others run too', async () => {
    const config = path.relative(process.cwd(), path.join(cwd, 'local.json'));
    announce(process.pid);
    announce(process.ppid, { startedAt: '2026-11-22T11:00:00.000Z' });
    const gateway = connect({});
    expect(gateway.title).toBe(`the local gateway (pid ${process.ppid})`);
    expect(gateway.note).toBe(
      `Several gateways run here: this is ${process.ppid} (${config}, since 2026-11-22 12:00:00 +01:00). --gateway PID picks another: ${process.pid} (${config}, since 2026-11-22 11:00:00 +01:00).`,
    );
    expect(await gateway.outbox(TOY)).toBe(`http://127.0.0.1:1/0/outbox-of-${process.ppid}`);
  });

  it('is the one that --gateway names', () => {
    announce(process.pid);
    announce(process.ppid, { startedAt: '2026-11-22T11:00:00.000Z' });
    expect(connect({ gateway: process.pid }).title).toContain(String(process.pid));
    expect(connect({ gateway: process.pid }).note).toBeUndefined();
    expect(() => connect({ gateway: GONE })).toThrow(
      `No local gateway runs here under the process id ${GONE}. There are `,
    );
  });

  it('is the one started with the file that --config names, before any newer one', () => {
    const other = configuration('local', 'other.json');
    announce(process.pid, { config: path.join(cwd, other) });
    announce(process.ppid, { startedAt: '2026-11-22T11:00:00.000Z' });
    expect(connect({ config: other }).title).toContain(String(process.pid));
    expect(connect({ config: configuration('local', 'third.json') }).title).toContain(String(process.ppid));
  });

  it('has of its configuration the lanes that it was started with', () => {
    const config = path.join(cwd, configuration('local'));
    const lanes = (more: object) => {
      announce(process.pid, { config, ...more });
      return Object.keys(connect({}).installation.configuration()?.lanes ?? { none: true });
    };
    expect(lanes({})).toEqual([TOY]);
    expect(lanes({ queues: {} })).toEqual([]);
  });

  it('is a deployed one where --config is of another stage, whatever runs here', () => {
    announce(process.pid);
    const gateway = connect({ config: configuration('prod') });
    expect(gateway.title).toBe('the gateway of the stage prod in eu-west-3');
    expect(gateway.options).toBe(' --config prod.json');
    expect(gateway.authorities).toEqual([TOY]);
  });
});

describe('a command without a gateway', () => {
  it('a local configuration without a running gateway says how to start one', () => {
    const file = configuration('local');
    expect(() => connect({ config: file })).toThrow(
      `Start it with "npx declarant local --config ${file} --secrets FILE"`,
    );
    expect(() => connect({})).toThrow('No local gateway runs here. Start one with "npm start"');
  });

  it('a missing or faulty configuration is reported with its faults, as wrong use', () => {
    writeFileSync(path.join(cwd, 'faulty.json'), '{"stage":"PROD"}');
    expect(() => connect({ config: 'nowhere.json' })).toThrow('The configuration nowhere.json cannot be read');
    expect(() => connect({ config: 'faulty.json' })).toThrow(/\/stage: up to 20 small letters.*\/lanes/s);
    try {
      connect({ config: 'faulty.json' });
    } catch (error) {
      expect((error as DeskFault).exitCode).toBe(2);
    }
  });

  it('--config and --gateway together are wrong use', () => {
    expect(() => connect({ config: 'a.json', gateway: 1 })).toThrow('not by both');
  });

  it('an unknown lane is reported', () => {
    announce(process.pid, { queues: {} });
    expect(() => connect({ gateway: process.pid }).outbox(TOY)).toThrow(
      'There is no lane for toy at the local gateway',
    );
  });
});

describe('an error of AWS', () => {
  const told = (error: Error) => awsFault(error, 'the gateway');
  const named = (name: string, more = {}) => Object.assign(new Error('because'), { name, ...more });

  it.each([
    [named('CredentialsProviderError'), 'CREDENTIALS', /sign in/],
    [named('ExpiredTokenException', { $metadata: {} }), 'CREDENTIALS', /sign in/],
    [named('AccessDeniedException', { $metadata: {} }), 'ACCESS_DENIED', /not allowed to do this at the gateway/],
    [named('QueueDoesNotExist', { $metadata: {} }), 'NO_GATEWAY', /not deployed in your AWS account/],
    [named('Error', { code: 'ECONNREFUSED' }), 'UNREACHABLE', /^The gateway cannot be reached/],
    [named('InternalServerError', { $metadata: {} }), 'AWS', /answered with an error, InternalServerError: because/],
  ])('%s is a sentence that says what to do', (error, code, sentence) => {
    const fault = told(error);
    expect(fault).toBeInstanceOf(DeskFault);
    expect(fault).toMatchObject({ code, exitCode: 1 });
    expect((fault as DeskFault).message).toMatch(sentence);
  });

  it('is thrown as it is if it is a defect of ours', () => {
    const defect = new TypeError('undefined is not a function');
    expect(told(defect)).toBe(defect);
  });
});

it('goes by the clock of AWS where that of this machine is ahead', async () => {
  const hourAgo = () => Date.now() - 3_600_000;
  const server = createServer((_, response) => {
    response.writeHead(200, { date: new Date(hourAgo()).toUTCString() }).end('{"TableNames":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-3', credentials });
  const clock = awsClock(client);
  await client.send(new ListTablesCommand({}));
  expect(Math.abs(clock().getTime() - hourAgo())).toBeLessThan(60_000);
  client.destroy();
  server.close();
});

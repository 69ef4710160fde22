import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfiguration, readSecrets } from '../../local/configuration.ts';
import { type Gateway, startGateway } from '../../local/gateway.ts';
import type { FunctionPool } from '../../local/lambda/pool.ts';
import { closeServer, listen } from '../../local/listen.ts';
import { openPlatform } from '../../local/start/platform.ts';
import { samplesRun } from '../../local/start/run.ts';
import { readSamples } from '../../local/start/samples.ts';
import { Screen } from '../../local/start/screen.ts';
import { startSimulator, withCompleteSecrets } from '../../local/start/simulators.ts';
import { lanesOf } from '../../schemas/configuration.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { deployedNode, needsDeployedNode } from '../support/deployed-node.ts';
import { root } from '../support/files.ts';

const SILENCE_SECONDS = 60;
/** The first sample of each lane: between them they meet calls, callbacks, a feed, a following message and mutual TLS. */
const filed = ['', 'toll', 'ciel', 'omega'];

describe('on the Node that is deployed, with all lanes,', needsDeployedNode, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'deployed-node-'));
  const node = deployedNode() ?? '';
  const undo: (() => unknown)[] = [];
  const heard: Outcome[] = [];
  const logs: string[] = [];
  const samples = () => readSamples(path.join(folder, 'samples'), lanesOf(loadConfiguration(configFile)));
  const configFile = path.join(folder, 'config.json');
  let gateway: Gateway;

  beforeAll(async () => {
    await writeFiles(folder, configFile);
    const configuration = loadConfiguration(configFile);
    const secrets = withCompleteSecrets(configuration, readSecrets(path.join(root, 'samples/secrets.local.json')));
    let callbackUrl = '';
    const log = (line: string) => void logs.push(line);
    for (const authority of lanesOf(configuration)) {
      const options = { configuration, configFile, secrets, callbackUrl: () => callbackUrl, log };
      const simulator = await startSimulator(authority, options);
      undo.push(() => simulator.close());
    }
    gateway = await startGateway({ configFile, secrets, node, log });
    undo.push(() => gateway.stop());
    callbackUrl = gateway.ready.callbackUrl ?? '';

    const underWay = samplesRun(samples(), new Screen(new PassThrough() as never));
    const platform = await openPlatform({ ...gateway.ready, stage: gateway.stage }, (outcome) => {
      heard.push(outcome);
      underWay.onOutcome(outcome);
    });
    undo.push(() => platform.close());
    await underWay.file(platform, SILENCE_SECONDS);
  });
  afterAll(async () => {
    for (const step of undo.toReversed()) await step();
    rmSync(folder, { recursive: true });
  });

  const pools = (): FunctionPool[] => [...new Set(gateway.functions.values())];

  it('a sample of each lane ends as it should, and its platform is told', () => {
    const ends = samples().flatMap(({ filings, submission }) =>
      filings.map(({ reference, expect: { status, state } }) => {
        const last = heard.findLast((one) => one.authority === submission.authority && one.reference === reference);
        return { reference, expected: { status, state }, found: { status: last?.status, state: last?.state ?? null } };
      }),
    );
    expect(ends.length).toBeGreaterThan(filed.length);
    for (const { reference, expected, found } of ends)
      expect({ reference, ...found }).toEqual({ reference, ...expected });
  });

  it('every function does its work, and none fails', async () => {
    for (const schedule of gateway.schedules) await gateway.fire(schedule);
    await expect.poll(() => pools().filter(({ counts }) => counts.invocations === 0)).toEqual([]);
    await expect.poll(() => pools().filter(({ pending }) => pending > 0)).toEqual([]);
    expect(pools().filter(({ counts }) => counts.errors > 0)).toEqual([]);
    expect(logs.filter((line) => /"level":"(error|ERROR)"/.test(line))).toEqual([]);
  });

  it('every process of a function is of the Node that the template names', () => {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    for (const { definition, pids } of pools()) {
      expect(version).toContain(definition.runtime.replace(/^nodejs(\d+)\.x$/, 'v$1.'));
      expect([definition.name, ...pids.map((pid) => readlinkSync(`/proc/${pid}/exe`))]).toEqual([
        definition.name,
        ...pids.map(() => node),
      ]);
    }
    expect(pools().flatMap(({ pids }) => pids).length).toBeGreaterThanOrEqual(pools().length);
  });

  it('nothing else is: the commands of npm run on the Node of who calls them', () => {
    expect(existsSync(path.join(root, 'node_modules/.bin/node'))).toBe(false);
  });
});

/** The configuration of all lanes on ports that are free, and the samples that are filed. */
async function writeFiles(folder: string, configFile: string): Promise<void> {
  let text = readFileSync(path.join(root, 'samples/config.local.json'), 'utf8');
  const servers = [9000, 9100, 9200, 9300].map((port) => ({ port, server: createServer() }));
  for (const { port, server } of servers) text = text.replaceAll(`:${port}`, `:${await listen(server)}`);
  for (const { server } of servers) await closeServer(server);
  writeFileSync(configFile, text);
  for (const lane of filed) {
    const [first = ''] = readdirSync(path.join(root, 'samples', lane)).filter((name) => /^01-/.test(name));
    mkdirSync(path.join(folder, 'samples', lane), { recursive: true });
    copyFileSync(path.join(root, 'samples', lane, first), path.join(folder, 'samples', lane, first));
  }
}

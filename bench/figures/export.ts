import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { announce } from '../../local/running.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { createArchivedTable } from '../../test/support/dynamodb.ts';
import { root } from '../../test/support/files.ts';
import { openDeskTable } from '../desk/desk-table.ts';
import { lanes } from '../desk/lives.ts';
import { figure } from '../figure.ts';

const WANTED = 100_000;
const LOOK_MS = 50;
const STAGE = 'local';

export const exportMemory = figure({
  id: 'export',
  description: `The memory that \`declarant export --format csv\` takes for ${WANTED.toLocaleString('en-GB')} filings: the most of its process, from a table of a million.`,
  goals: {
    memory: { what: 'the most memory of the process', unit: 'MB', atMost: 300 },
    filings: { what: 'filings in the file' },
    perSecond: { what: 'filings', unit: '/s' },
  },
  async measure(progress) {
    const table = await openDeskTable(progress);
    const folder = mkdtempSync(path.join(tmpdir(), 'declarant-export-'));
    try {
      const { url } = table;
      await makeArchived(table.client);
      const endpoints = {
        sqs: url,
        sns: url,
        dynamodb: url,
        secretsmanager: url,
        ssm: url,
        lambda: url,
        cloudwatch: url,
        s3: url,
      };
      const queues = Object.fromEntries(lanes.map((lane) => [lane, { outbox: url, deadLetters: url }]));
      announce(folder, {
        ...{ ready: true, endpoints, queues, table: table.table, region: 'local', pid: process.pid, stage: STAGE },
        ...{ config: path.join(root, 'samples/config.local.json'), startedAt: new Date().toISOString() },
      });
      // The newest part of the table that surely holds as many.
      const share = Math.min(1, (1.05 * WANTED) / table.filings);
      const since = new Date(table.until - (table.until - table.from) * share).toISOString();
      const out = path.join(folder, 'filings.csv');
      const began = performance.now();
      const megabytes = await mostMemory(folder, ['export', '--format', 'csv', '--since', since, '--out', out]);
      const seconds = (performance.now() - began) / 1000;
      const filings = await references(out);
      return {
        values: { memory: megabytes, filings, perSecond: filings / seconds },
        notes: [table.about],
      };
    } finally {
      await table.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

/** Makes the table of what is archived, which has none of these filings, where the folder has it not yet. */
async function makeArchived(client: DynamoDBClient): Promise<void> {
  await createArchivedTable(client, resourceNames(STAGE).archived).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
}

/** Runs a command in a folder; resolves to the most memory that its process had, in MB, by its high-water mark. */
function mostMemory(cwd: string, argv: readonly string[]): Promise<number> {
  const child = spawn(
    process.execPath,
    [path.join(root, 'bin/declarant.mjs'), ...argv, '--gateway', `${process.pid}`],
    {
      cwd,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let most = 0;
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = (said + part.toString()).slice(-2000);
  });
  const look = () => {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      most = Math.max(most, Number(kilobytes ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  };
  const looking = setInterval(look, LOOK_MS);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      clearInterval(looking);
      if (code === 0) resolve(most);
      else reject(new Error(`The export ended with ${code}: ${said}`));
    });
  });
}

/** The number of filings in a file of rows: those of one filing stand together. */
async function references(file: string): Promise<number> {
  let column = -1;
  let last: string | undefined;
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    const cells = line.split(',');
    if (column === -1) column = cells.findIndex((name) => name.replace('\uFEFF', '') === 'reference');
    else if (cells[column] !== last) count += 1;
    last = cells[column];
  }
  return count;
}

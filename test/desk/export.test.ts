import '../support/toy/alone.ts';

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type ExportOptions, exportAll } from '../../desk/commands/export.ts';
import { safeCell } from '../../desk/exports/cell.ts';
import { exportColumns } from '../../desk/exports/columns.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { settings } from '../../schemas/settings.ts';
import { letterLife } from '../support/toy/life.ts';
import { TOY } from '../support/toy/register.ts';
import { toySettings } from '../support/toy/settings.ts';
import { connectionOf } from './support/connection.ts';
import { type MemoryLedger, memoryLedger } from './support/memory-ledger.ts';
import { summaryBooks, summaryWith } from './support/summary-books.ts';
import { keptTerminal } from './support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = (minute: number) => new Date(Date.parse('2026-11-22T10:00:00.000Z') + minute * 60_000).toISOString();
const folder = mkdtempSync(path.join(tmpdir(), 'export-'));
afterAll(() => rmSync(folder, { recursive: true }));

let ledger: MemoryLedger;
let life: ReturnType<typeof letterLife>;
let filings: FilingSummary[];
beforeEach(async () => {
  ledger = memoryLedger();
  life = letterLife(ledger);
  filings = [];
  for (const [minute, reference] of ['A', 'B', 'C'].entries()) {
    await life.sent(reference, at(minute));
    filings.push(summaryWith({ reference, at: at(minute), status: 'sent', state: null }));
  }
});

async function exported(options: ExportOptions, onWrite: (text: string) => unknown = () => {}) {
  const { terminal, out, err } = keptTerminal();
  const books = summaryBooks(() => filings);
  const gateway = {
    ...connectionOf(TOY),
    ledger: async () => ledger,
    books: async () => books,
    options: ' --config g.json',
  };
  const listening = {
    ...terminal,
    async write(text: string) {
      await terminal.write(text);
      await onWrite(text);
    },
  };
  const code = await exportAll(options, () => gateway, listening, now);
  return { code, err, text: `${out.join('\n')}\n` };
}

describe('an export for spreadsheets', () => {
  it('is UTF-8 with its mark, commas and CRLF, and has a row for a filing without items', async () => {
    const { code, text, err } = await exported({ format: 'csv' });
    expect(code).toBe(0);
    expect(text.startsWith('\uFEFFauthority,kind,reference,')).toBe(true);
    const lines = text.slice(1).split('\r\n');
    expect(lines.at(-1)).toBe('');
    const header = lines[0]?.split(',') ?? [];
    expect(header).toEqual(exportColumns().map(({ name }) => name));
    const rows = lines.slice(1, -1).map((line) => line.trim().split(','));
    expect(rows.map((row) => row[header.indexOf('reference')])).toEqual(['C', 'B', 'A']);
    expect(rows[0]?.[header.indexOf('itemNumber')]).toBe('');
    expect(err).toEqual(['3 filings were exported.']);
  });

  it('has a row for each item, with the filing in each, and the whole declaration only where it is asked for', async () => {
    const itemsOf = () => [1, 2].map((itemNumber) => ({ itemNumber, toy: `=toy ${itemNumber}` }));
    const view = { ...toySettings.view, itemColumns: [{ name: 'toy', text: 'the toy' }], itemsOf };
    Object.assign(settings, { [TOY]: { ...toySettings, view } });
    try {
      const by = { platform: 'shop-1', digest: 'r', claimedBy: 'q', errors: [] };
      const body = JSON.stringify({ authority: TOY, message: 'Letter', payload: { id: 'REFUSED', wish: 'a train' } });
      const key = { authority: TOY, kind: 'declaration', reference: 'REFUSED' };
      await ledger.refuse(key, { type: 'refused', message: 'Letter', at: at(3), ...by, body });
      filings.push(summaryWith({ reference: 'REFUSED', at: at(3), status: 'refused', state: null }));
      const rowsOf = async (options: ExportOptions) => {
        const names = exportColumns().map(({ name }) => name);
        const lines = (await exported({ ...options, format: 'csv', text: ['REFUSED'] })).text
          .trim()
          .split('\r\n')
          .slice(1);
        return lines.map((line) => {
          const cells = line.trim().split(',');
          return ['reference', 'itemNumber', 'toy', 'declaration'].map((name) => cells[names.indexOf(name)]);
        });
      };
      expect(await rowsOf({})).toEqual([
        ['REFUSED', '1', "'=toy 1", ''],
        ['REFUSED', '2', "'=toy 2", ''],
      ]);
      expect((await rowsOf({ withBodies: true })).map((row) => row[3])).toEqual(['"""a train"""', '']);
    } finally {
      Object.assign(settings, { [TOY]: toySettings });
    }
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+33 1', "'+33 1"],
    ['-A', "'-A"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['＝x', "'＝x"],
    ['-5.20', '-5.20'],
    [-5.2, '-5.2'],
    ['00123', '00123'],
    ['a=b', 'a=b'],
    [null, ''],
  ])('writes %j as %j, which no spreadsheet runs', (value, cell) => {
    expect(safeCell(value)).toBe(cell);
  });
});

describe('an export for machines', () => {
  it('has a filing a line, with its messages only where they are asked for', async () => {
    await ledger.claim(
      { authority: TOY, kind: 'declaration', reference: 'P' },
      {
        ...{ type: 'sent', message: 'Letter', attempt: 1, at: at(9), messageId: 'm', platform: 'shop-1', digest: 'd' },
        ...{ claimedBy: 'q', body: '{"id":"P","wish":"a train"}' },
      },
    );
    filings.push(summaryWith({ reference: 'P', at: at(9) }));
    const lineOf = async (options: ExportOptions) =>
      JSON.parse((await exported({ ...options, format: 'ndjson' })).text.split('\n')[0] ?? '');
    const without = await lineOf({});
    expect(without).toMatchObject({ reference: 'P', history: [{ message: 'Letter' }] });
    expect(without.history[0]).not.toHaveProperty('body');
    const whole = await lineOf({ withBodies: true });
    expect(whole).toMatchObject({ declaration: 'a train', history: [{ body: '{"id":"P","wish":"a train"}' }] });
  });
});

describe('an export to a file', () => {
  it('is there only once it is whole, for its owner alone', async () => {
    const out = path.join(folder, 'whole.ndjson');
    const { code, err } = await exported({ format: 'ndjson', out });
    expect([code, err]).toEqual([0, [`3 filings were exported to ${out}.`]]);
    expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(3);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(existsSync(`${out}.part`)).toBe(false);
  });

  it('that cannot be written is wrong use, before anything is read', async () => {
    const out = path.join(folder, 'nowhere', 'x.csv');
    await expect(exported({ format: 'csv', out })).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
    expect(ledger.reads).toBe(0);
  });

  it('leaves the file of before where it is stopped, and says how to go on', async () => {
    const out = path.join(folder, 'stopped.csv');
    await exported({ format: 'csv', out });
    const before = readFileSync(out, 'utf8');
    const records = ledger.records.bind(ledger);
    ledger.records = async (key) => {
      process.emit('SIGINT');
      return records(key);
    };
    const { code, err } = await exported({ format: 'csv', out, status: ['sent'] });
    expect(code).toBe(1);
    expect(readFileSync(out, 'utf8')).toBe(before);
    expect(existsSync(`${out}.part`)).toBe(true);
    expect(err[0]).toMatch(/^Stopped after \d filings\. .*stopped\.csv\.part has them; .* was not written\.$/);
    expect(err[2]).toMatch(
      /^ {2}npx declarant export --status sent --until 2026-11-22T10:0\d:00.000Z --format csv --config g.json --out FILE$/,
    );
    expect(err[3]).toMatch(/^ {2}npx declarant export --status sent --since \S+Z --format csv/);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('says how to go on from the last that was written, where an error ends it', async () => {
    const out = path.join(folder, 'failed.ndjson');
    const records = ledger.records.bind(ledger);
    const failingAt = (failing: string) => async (key: FilingKey) => {
      if (key.reference !== failing) return records(key);
      // The one after it is read before it fails.
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new Error('no route');
    };
    const { terminal, err } = keptTerminal();
    const books = summaryBooks(() => filings);
    const gateway = { ...connectionOf(TOY), ledger: async () => ledger, books: async () => books };
    const run = () => exportAll({ format: 'ndjson', out }, () => gateway, terminal, now);
    ledger.records = failingAt('B');
    await expect(run()).rejects.toThrow('no route');
    expect(readFileSync(`${out}.part`, 'utf8').trim().split('\n')).toHaveLength(1);
    expect(err[2]).toContain(` --until ${at(2)} `);
    err.length = 0;
    ledger.records = failingAt('C');
    await expect(run()).rejects.toThrow('no route');
    expect(err).toEqual([]);
  });
});

describe('what changes during an export', () => {
  const references = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).reference);

  it('is written once, also where it moves to the front of the list before it was reached', async () => {
    let isMoved = false;
    const { text } = await exported({ format: 'ndjson' }, () => {
      if (isMoved) return;
      isMoved = true;
      const later = new Date(Date.now() + 60_000).toISOString();
      filings = filings.map((one) => (one.reference === 'B' ? one : { ...one, at: later }));
    });
    expect(references(text).toSorted()).toEqual(['A', 'B', 'C']);
  });
});

it.each([
  [{}, 'Say in which format: --format csv'],
  [{ format: 'xls' }, '--format xls is not known: give one of csv, ndjson.'],
  [{ format: 'csv', status: ['done'] }, '--status done is not known'],
] as const)('%j is wrong use', async (options, sentence) => {
  await expect(exported(options)).rejects.toMatchObject({ message: expect.stringContaining(sentence), exitCode: 2 });
});

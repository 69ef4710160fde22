import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidence } from '../../../desk/commands/evidence.ts';
import { evidenceChain, verifyEvidence } from '../../../desk/evidence/evidence-chain.ts';
import { dynamoDbBooks } from '../../../functions/books/dynamodb-books.ts';
import type { LedgerRecord } from '../../../functions/ledger/records.ts';
import { connectionOf } from '../../desk/support/connection.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { archiveScenes, declarationOf, live, RETENTION_DAYS } from './support/archive-scene.ts';

const scenes = archiveScenes();
const LRN = 'FR26-1';

describe('evidence of a filing', () => {
  it('has every message in both directions, from the table and from the archive alike, and is verified', async () => {
    const scene = await scenes.make('2026-11-30T12:00:00Z');
    await live(scene.ledger, LRN, '2026-11-22T10:05:00.000Z');
    await scene.keepBooks();
    await scene.archive();
    const gateway = () => ({
      ...connectionOf('delta-h7'),
      ledger: async () => scene.ledger,
      books: async () => dynamoDbBooks(scene.client, scene.tableName, RETENTION_DAYS, scene.reader),
    });
    const folder = await mkdtemp(path.join(tmpdir(), 'evidence-'));
    const out = path.join(folder, 'evidence.txt');
    const now = new Date('2026-12-01T00:00:00Z');
    const written = async (reference: string) => {
      const { terminal } = keptTerminal();
      expect(await evidence({ reference, out }, gateway, terminal, now)).toBe(0);
      return readFile(out, 'utf8');
    };
    const fromTable = await written(LRN);
    await scene.expire(declarationOf(LRN));
    scene.at.now = new Date('2027-06-01T00:00:00Z');
    for (const reference of [LRN, '7261', '26FR7261']) expect(await written(reference)).toBe(fromTable);

    const links = fromTable
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line.slice(65)));
    expect(links.map(({ direction, message }) => [direction, message])).toEqual([
      [undefined, undefined],
      ['sent', 'Creation_H7'],
      ['received', 'Response_H7'],
      ['received', 'State_H7'],
    ]);
    const verified = async () => {
      const { terminal, out: lines } = keptTerminal();
      return [await evidence({ verify: out, json: true }, gateway, terminal), JSON.parse(lines.join(''))];
    };
    expect(await verified()).toEqual([
      0,
      { holds: true, messages: 3, digest: fromTable.trim().split('\n').at(-1)?.slice(0, 64) },
    ]);
    await writeFile(out, fromTable.replace('"lrn', '"LRN').replace('Camille', 'Camilla'));
    expect(await verified()).toEqual([
      1,
      { holds: false, link: 1, about: 'sent Creation_H7 of 2026-11-22T10:05:00.000Z' },
    ]);
  });

  it('is wrong use without a reference or a file, and with both', async () => {
    const { terminal } = keptTerminal();
    const open = () => connectionOf('delta-h7');
    await expect(evidence({}, open, terminal)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(evidence({ reference: LRN, verify: 'x' }, open, terminal)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('a chain of evidence', () => {
  const record = fc
    .record({ at: fc.date({ noInvalidDate: true }).map((at) => at.toISOString()), body: fc.string({ unit: 'binary' }) })
    .map((one) => ({ type: 'received', message: 'M', messageId: 'm', path: '', drift: [], ...one }) as LedgerRecord);
  const made = new Date('2026-12-01T00:00:00Z');
  const chainOf = (records: LedgerRecord[]) => evidenceChain(declarationOf(LRN), records, made).text;

  it('holds as it was made', () => {
    fc.assert(
      fc.property(fc.array(record), (records) => {
        expect(verifyEvidence(Buffer.from(chainOf(records)))).toMatchObject({ holds: true, messages: records.length });
      }),
    );
  });

  it('names the first link that is changed, left out, put in, or in another place', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 2 }),
        fc.nat(),
        fc.constantFrom('cut', 'again', 'swapped', 'other'),
        (records, at, how) => {
          const lines = chainOf(records).split('\n').slice(0, -1);
          const link = 1 + (at % (records.length - 1));
          const line = lines[link] as string;
          if (how === 'cut') lines.splice(link, 1);
          if (how === 'again') lines.splice(link, 0, lines[link - 1] as string);
          if (how === 'swapped') lines.splice(link, 2, lines[link + 1] as string, line);
          if (how === 'other') lines[link] = line.replace('"at":"', '"at":"+');
          expect(verifyEvidence(Buffer.from(lines.join('\n')))).toMatchObject({ holds: false, link });
        },
      ),
    );
  });

  it.each([
    ['', 0],
    ['not evidence', 0],
    [chainOf([]).slice(66), 0],
  ])('does not hold in %j', (text, link) => {
    expect(verifyEvidence(Buffer.from(text))).toMatchObject({ holds: false, link });
  });

  it('does not hold where its end is missing', () => {
    const records = [1, 2, 3].map((n) => ({ type: 'received', message: 'M', at: `2026-11-2${n}` }) as LedgerRecord);
    const lines = chainOf(records).split('\n');
    expect(verifyEvidence(Buffer.from(lines.slice(0, 3).join('\n')))).toEqual({
      holds: false,
      link: 3,
      about: 'missing',
    });
  });

  it('does not hold with any byte changed, taken out or put in, and names its link', () => {
    // The second is no text: read as UTF-8, its bytes are the same character as many others.
    const records = ['é', '\uFFFD'].map((body) => ({ type: 'received', message: 'M', body }) as LedgerRecord);
    const file = Buffer.from(chainOf(records));
    for (let at = 0; at < file.length; at += 1) {
      const [head, tail] = [file.subarray(0, at), file.subarray(at + 1)];
      const link = head.filter((byte) => byte === 10).length;
      const byte = file[at] ?? 0;
      for (const put of [[], [byte ^ 1], [255], [10], [byte, 10], [10, byte], [byte, byte]]) {
        const changed = Buffer.concat([head, Buffer.from(put), tail]);
        if (changed.equals(file)) continue;
        const verdict = verifyEvidence(changed);
        expect(verdict, `${at}: ${put}`).toMatchObject({ holds: false });
        // Behind the end of a line another one begins.
        if (!verdict.holds) expect([link, link + 1], `${at}: ${put}`).toContain(verdict.link);
      }
    }
  });
});

import '../support/toy/alone.ts';

import { describe, expect, it } from 'vitest';
import { list } from '../../desk/commands/list.ts';
import type { ListOptions } from '../../desk/commands/list-options.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { shownFiling as filingSchema } from '../../schemas/shown-filing.ts';
import { letterLife } from '../support/toy/life.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { memoryLedger } from './support/memory-ledger.ts';
import { summaryBooks, summaryWith } from './support/summary-books.ts';
import { keptTerminal } from './support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = (time: string, day = '2026-11-22') => `${day}T${time}.000Z`;
const wrong = { errorCode: 'WRONG', errorPointer: 'wish', errorDescription: 'Nobody makes it' };
const rejected = { status: 'rejected', state: null, rawState: null, codes: ['WRONG'], errors: [wrong] } as const;

const filings: FilingSummary[] = [
  summaryWith({
    ...{ reference: 'RELEASED', at: at('08:00:09'), references: { number: 'C-1', tag: 'T-1' } },
    amounts: { EUR: '32.50' },
  }),
  summaryWith({ reference: 'SENT', at: at('10:00:00'), status: 'sent', state: null, platform: 'shop-2' }),
  summaryWith({ ...rejected, reference: 'REJECTED', at: at('11:30:00'), errorCount: 3 }),
  summaryWith({ ...rejected, reference: 'OLD', at: at('18:00:00', '2026-11-01'), errorCount: 1 }),
  summaryWith({
    ...{ reference: 'LATE', at: at('09:00:00'), status: 'sent', state: null, overdueSince: at('11:00:00') },
    messages: ['Hurry'],
  }),
  summaryWith({
    ...{ reference: 'WAITING', at: at('09:30:00', '2026-11-21'), status: 'waiting', state: null },
    ...{ due: at('12:05:00'), tries: 3 },
  }),
];

async function listed(
  options: ListOptions = {},
  { width, of = filings }: { width?: number; of?: typeof filings } = {},
) {
  const { terminal, out, err } = keptTerminal(width);
  const ledger = memoryLedger();
  const life = letterLife(ledger);
  for (const { reference, at } of of) await life.sent(reference, at);
  const books = summaryBooks(() => of);
  const gateway = {
    ...connectionOf(TOY),
    ledger: async () => ledger,
    books: async () => books,
    options: ' --config g.json',
  };
  const code = await list(options, () => gateway, terminal, now);
  return { code, out, err, books, references: out.slice(1).map((line) => line.split(' ')[0]), reads: ledger.reads };
}

describe('a list for people', () => {
  it('has every filing of the last days, the latest change first, with what says most of it', async () => {
    const { code, out, err } = await listed();
    expect(code).toBe(0);
    expect(out.map((line) => line.split(/ {2,}/))).toEqual([
      ['REFERENCE', 'TOY NUMBER', 'TAG', 'PLATFORM', 'STATUS', 'STATE', 'PRICE', 'AGE', 'FIRST ERROR'],
      ['REJECTED', 'shop-1', 'rejected', '30 min', 'WRONG wish: Nobody makes it (and 2 more)'],
      ['SENT', 'shop-2', 'sent', '2 h'],
      ['LATE', 'shop-1', 'sent, overdue 1 h', '3 h'],
      ['RELEASED', 'C-1', 'T-1', 'shop-1', 'answered', 'released (MADE)', '32.50 EUR', '3 h'],
      ['WAITING', 'shop-1', 'waiting, goes in 5 min', '1 d'],
    ]);
    expect(err).toEqual([]);
  });

  it('keeps to the width of a terminal', async () => {
    const { out } = await listed({}, { width: 80 });
    expect(out[0]).toMatch(/^REFERENCE +TAG OR TOY +STATUS OR STATE +PRICE +AGE +FIRST ERROR$/);
    expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(out[1]).toMatch(/^REJECTED.*…$/);
  });

  it('is a sentence where nothing matches', async () => {
    expect((await listed({ status: ['failed', 'stuck'], since: ['1h'] })).out).toEqual([
      expect.stringMatching(/^No filing with status failed or stuck since 2026-11-22.+\.$/),
    ]);
    expect((await listed({ orphans: true, platform: ['x'] })).out).toEqual(['No orphan of platform x.']);
  });
});

describe('[F28] filters', () => {
  it.each<[ListOptions, string[]]>([
    [{ status: ['rejected', 'sent'] }, ['REJECTED', 'SENT', 'LATE', 'OLD']],
    [{ platform: ['shop-2'] }, ['SENT']],
    [{ overdue: true }, ['LATE']],
    [{ state: ['released'] }, ['RELEASED']],
    [{ code: ['WRONG'], since: ['today'] }, ['REJECTED']],
    [{ place: ['/payload/wish'], status: ['rejected'] }, ['REJECTED', 'OLD']],
    [{ place: ['child'], status: ['rejected'] }, []],
    [{ since: ['yesterday'], until: ['yesterday'] }, ['WAITING']],
    [{ status: ['rejected'], until: ['2026-11-01'] }, ['OLD']],
  ])('%j select', async (options, references) => {
    expect((await listed(options)).references).toEqual(references);
  });

  it('by message and text say how much was read, and for which days where none are given', async () => {
    const narrow = await listed({ message: ['Hurry'] });
    expect(narrow.references).toEqual(['LATE']);
    expect(narrow.err).toEqual(['6 filings were read, of which 1 match (of the last 7 days: --since says otherwise).']);
    const text = await listed({ text: ['nobody MAKES'], status: ['rejected'] });
    expect(text.references).toEqual(['REJECTED', 'OLD']);
    expect(text.err).toEqual(['6 filings were read, of which 2 match.']);
  });

  it('are checked before any gateway is asked', async () => {
    const { terminal } = keptTerminal();
    const never = () => {
      throw new Error('it was asked');
    };
    for (const [options, sentence] of [
      [{ status: ['done'] }, '--status done is not known'],
      [{ limit: '0' }, '--limit 0 is not a whole number from 1 to 100000'],
      [{ limit: 'all' }, '--limit all is not a whole number'],
      [{ groupBy: ['cod'] }, '--group-by cod is not known: give code.'],
      [{ groupBy: ['code'], count: true }, '--group-by counts already'],
      [{ count: true, cursor: 'x' }, '--cursor is for lists'],
    ] as const)
      await expect(list(options, never, terminal, now)).rejects.toMatchObject({
        message: expect.stringContaining(sentence),
        exitCode: 2,
      });
  });
});

describe('a list for machines', () => {
  it('is an array of whole filings, read for those that are shown', async () => {
    const { out, reads } = await listed({ json: true, state: ['released'] });
    const [filing, ...others] = JSON.parse(out.join('\n')) as unknown[];
    expect(filingSchema().strict().parse(filing)).toMatchObject({ reference: 'RELEASED' });
    expect(others).toEqual([]);
    expect(reads).toBe(1);
  });

  it('is an empty array where nothing matches', async () => {
    expect((await listed({ json: true, status: ['failed'] })).out).toEqual(['[]']);
    expect((await listed({ ndjson: true, status: ['failed'] })).out).toEqual([]);
  });

  it('comes one a line with --ndjson', async () => {
    const { out } = await listed({ ndjson: true });
    expect(out.map((line) => JSON.parse(line).reference)).toEqual(['REJECTED', 'SENT', 'LATE', 'RELEASED', 'WAITING']);
  });
});

describe('pages', () => {
  it('follow one another by the cursor that each tells', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { out, err } = await listed({ json: true, limit: '2', cursor });
      seen.push(...JSON.parse(out.join('\n')).map((one: { reference: string }) => one.reference));
      cursor = /--cursor (\S+)$/.exec(err.at(-1) ?? '')?.[1];
    } while (cursor);
    expect(seen).toEqual(['REJECTED', 'SENT', 'LATE', 'RELEASED', 'WAITING']);
  });

  it('say how many there are in all, and how the next one is reached', async () => {
    const { err } = await listed({ status: ['sent', 'rejected'], limit: '2' });
    expect(err).toEqual([
      'There are 4 in all.',
      expect.stringMatching(
        /^Next page: npx declarant list --status sent --status rejected --limit 2 --config g.json --cursor \S+$/,
      ),
    ]);
    expect((await listed({ since: ['3h'], limit: '1' })).err[0]).toBe('There are more.');
    expect((await listed({ json: true, limit: '2' })).err.at(-1)).toContain(
      'list --limit 2 --json --config g.json --cursor',
    );
  });

  it('tell the cursor in the last line with --ndjson', async () => {
    const { out, err } = await listed({ ndjson: true, limit: '2' });
    const { cursor } = JSON.parse(out.at(-1) ?? '') as { cursor: string };
    expect(out).toHaveLength(3);
    expect(err.at(-1)).toContain(`--cursor ${cursor}`);
  });

  it('take no cursor of anything else', async () => {
    await expect(listed({ cursor: 'nonsense' })).rejects.toMatchObject({
      message: expect.stringContaining('--cursor nonsense cannot be used: This is no cursor of a list.'),
      exitCode: 2,
    });
  });
});

describe('a count', () => {
  it.each<[ListOptions, number, string]>([
    [{}, 5, 'counted'],
    [{ status: ['rejected'] }, 2, 'counted'],
    [{ status: ['sent'], platform: ['shop-2'] }, 1, 'counted'],
    [{ code: ['WRONG'], since: ['today'] }, 1, 'counted'],
    [{ overdue: true }, 1, 'counted'],
    [{ since: ['yesterday'], until: ['yesterday'] }, 1, 'counted'],
    // Part of a day is read, and so is what the counts do not have.
    [{ since: ['3h'] }, 3, 'read'],
    [{ since: ['26h'] }, 4, 'both'],
    [{ until: ['2026-11-22T09:00:00Z'] }, 4, 'both'],
    [{ text: ['E'] }, 4, 'read'],
    [{ code: ['WRONG'], status: ['rejected'] }, 2, 'read'],
  ])('of %j is %j', async (options, count, how) => {
    const { out, books } = await listed({ ...options, count: true, json: true });
    expect(JSON.parse(out.join(''))).toEqual({ count });
    expect(books.counted).toBe(how === 'read' ? 0 : 1);
  });

  it('is a sentence for people', async () => {
    expect((await listed({ count: true, status: ['sent'] })).out).toEqual(['2 filings with status sent']);
    expect((await listed({ count: true, overdue: true })).out).toEqual(['1 overdue filing']);
  });
});

describe('groups', () => {
  it('are counted by what they have in common, with the first, the last and an example', async () => {
    const { out } = await listed({ groupBy: ['code', 'platform'], status: ['rejected'], json: true });
    expect(JSON.parse(out.join('\n'))).toEqual([
      {
        ...{ code: 'WRONG', platform: 'shop-1', count: 2 },
        ...{ first: at('18:00:00', '2026-11-01'), last: at('11:30:00'), example: 'REJECTED' },
      },
    ]);
  });

  it('are a table for people, in which nothing is null', async () => {
    const { out } = await listed({ groupBy: ['status', 'state'] }, { width: 80 });
    expect(out[0]).toMatch(/^STATUS +STATE +COUNT +FIRST +LAST +EXAMPLE$/);
    expect(out[1]).toMatch(/^sent +– +2 +2026-11-22 \d\d:\d\d +2026-11-22 \d\d:\d\d +SENT$/);
    expect(Math.max(...out.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('are cut by --limit, which says so', async () => {
    const { out, err } = await listed({ groupBy: ['status'], limit: '1', ndjson: true });
    expect(out.map((line) => JSON.parse(line).status)).toEqual(['sent']);
    expect(err).toEqual(['1 of 4 groups are shown: raise --limit.']);
  });
});

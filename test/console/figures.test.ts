import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { consoleCommand } from '../../desk/commands/console.ts';
import {
  amountFigures,
  answerFigures,
  errorFigures,
  sharePerMinute,
  trafficFigures,
} from '../../desk/console/charts/figures.ts';
import { spanText } from '../../desk/console/numbers.ts';
import { workCounts, workPeriod } from '../../desk/console/open-work/work-counts.ts';
import { beginReplay } from '../../desk/console/replay/replay-jobs.ts';
import { textsInQuery } from '../../desk/filter/query.ts';
import { readFilter } from '../../desk/filter/read-filter.ts';
import type { DayCounts, MinuteOfTraffic } from '../../functions/books/books.ts';
import { connectionOf } from '../desk/support/connection.ts';
import { summaryBooks, summaryWith } from '../desk/support/summary-books.ts';
import { keptTerminal } from '../desk/support/terminal.ts';
import { root } from '../support/files.ts';
import { TOY } from '../support/toy/register.ts';
import { consoleInMemory } from './support/console.ts';
import { gatewayInMemory, NOW } from './support/gateway.ts';
import { stuckSamples } from './support/stuck-samples.ts';

const minute = (at: string, more: Partial<MinuteOfTraffic> = {}): MinuteOfTraffic => ({
  at,
  sent: 0,
  received: 0,
  answeredWithin: [],
  ...more,
});
const none: DayCounts = { standings: [], codes: [], overdue: [], orphans: [], differing: [], amounts: [] };
const of = { authority: TOY, platform: 'shop-1' } as const;

describe('the figures of charts', () => {
  it('average the traffic over the minutes of a row, and leave none out', () => {
    const since = Date.parse('2026-11-30T10:00:00Z');
    const minutes = [
      minute('2026-11-30T10:03:00.000Z', { sent: 30, received: 10 }),
      minute('2026-11-30T10:09:00.000Z', { sent: 10 }),
    ];
    expect(trafficFigures(minutes, { since, until: since + 20 * 60_000, step: 10 })).toEqual([
      { at: '2026-11-30T10:00:00.000Z', sent: 4, received: 1 },
      { at: '2026-11-30T10:10:00.000Z', sent: 0, received: 0 },
    ]);
    expect([sharePerMinute({ perSecond: 1, perHour: 6000 }), sharePerMinute({ perSecond: 10, perHour: 6000 })]).toEqual(
      [60, 100],
    );
  });

  it('have the bound within which half of the answers came, and 95 in 100', () => {
    const within = (one: number, five: number, day: number) => [
      { seconds: 1, count: one },
      { seconds: 5, count: five },
      { seconds: 86_400, count: day },
    ];
    const minutes = [
      minute('2026-11-30T10:03:00.000Z', { answeredWithin: within(5, 9, 9) }),
      minute('2026-11-30T10:59:00.000Z', { answeredWithin: within(0, 0, 1) }),
      minute('2026-11-30T11:00:00.000Z', { answeredWithin: within(0, 0, 0) }),
    ];
    expect(answerFigures(minutes)).toEqual([{ at: '2026-11-30T10:00:00.000Z', half: 1, most: 86_400 }]);
  });

  it('set errors against the filings of their day, and add amounts by currency', () => {
    const standing = { ...of, status: 'rejected', state: null } as const;
    const counts: DayCounts = {
      ...none,
      standings: [{ ...standing, day: '2026-11-29', count: 20 }],
      codes: 'ABCDEFG'.split('').map((code, n) => ({ ...of, day: '2026-11-29', code, count: 10 - n })),
      amounts: [
        { authority: TOY, day: '2026-11-29', currency: 'EUR', amount: '1.10' },
        { authority: TOY, day: '2026-11-29', currency: 'EUR', amount: '2.20' },
      ],
    };
    const { series, rows } = errorFigures(counts, ['2026-11-28', '2026-11-29'], 'others');
    expect(series).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'others']);
    expect(rows.map(({ values }) => values)).toEqual([
      [0, 0, 0, 0, 0, 0, 0],
      [50, 45, 40, 35, 30, 25, 20],
    ]);
    expect(amountFigures(counts, ['2026-11-29']).rows[0]?.values[0]).toBeCloseTo(3.3);
  });

  it.each([
    [59_000, '59 s', '59 s'],
    [60_000, '1 min', '1 min'],
    [47 * 3_600_000, '47 h', '47 h'],
    [48 * 3_600_000, '2 d', '2 j'],
  ])('say %i ms in the largest unit', (ms, en, fr) => {
    expect([spanText(0, ms, 'en'), spanText(0, ms, 'fr')]).toEqual([en, fr]);
  });
});

describe('the start page', () => {
  it.each([7, 30, 90])('counts, of %i days, each status, mark and state, and opens the list of it', async (days) => {
    const { authorities, books: own } = gatewayInMemory();
    const { summaries: filings } = await (await own()).page({ authorities }, { limit: 1000 });
    // The authority ends these after 30 days: today, in six days, and in eight.
    const ending = [30, 24, 22].map((ago) =>
      summaryWith({
        ...{ reference: `ENDING-${ago}`, authority: 'delta-h7', state: 'anticipated' },
        at: new Date(NOW.getTime() - ago * 86_400_000).toISOString(),
      }),
    );
    const orphan = summaryWith({ reference: 'ORPHAN', at: NOW.toISOString(), authority: 'toll', orphan: true });
    const other = summaryWith({ reference: 'OTHER', at: NOW.toISOString(), authority: 'toll', differs: true });
    const books = summaryBooks(() => [...filings, ...ending, orphan, other]);
    const { since, from } = workPeriod(authorities, days, NOW);
    const all = workCounts(await books.counts(authorities, { since: from }), authorities, since, NOW);
    for (const { of: what, count, filter } of all) {
      const { filter: read } = readFilter(filter, NOW, 'query');
      const { summaries } = await books.page({ authorities, ...read }, { limit: 1000 });
      expect(count, JSON.stringify(what)).toBe(summaries.length);
    }
    const counted = all.filter(({ count }) => count > 0).map(({ of: { kind } }) => kind);
    expect(new Set(counted)).toEqual(new Set(['status', 'overdue', 'orphans', 'differs', 'state', 'expiring']));
    const near = filings.filter(({ state, at }) => state === 'anticipated' && at < '2026-11-08').length;
    expect(all.find(({ of: { kind } }) => kind === 'expiring')?.count).toBe(near + 2);
  });

  it('counts a state only of those that are answered: of others the status says how they stand', () => {
    const held = { authority: 'toll', platform: 'shop-1', day: '2026-11-30', state: 'held' } as const;
    const standings = [
      { ...held, status: 'answered', count: 2 },
      { ...held, status: 'unclear', count: 3 },
    ] as const;
    const counted = workCounts({ ...none, standings }, ['toll'], '2026-11-01', NOW);
    const countOf = (name: string) =>
      counted.find(
        ({ of }) => (of.kind === 'state' && of.state === name) || (of.kind === 'status' && of.status === name),
      );
    expect([countOf('held')?.count, countOf('unclear')?.count]).toEqual([2, 3]);
  });

  it('leads to lists by the names of the command line', async () => {
    const { get } = await consoleInMemory({ now: () => NOW }, gatewayInMemory()).open();
    const page = await (await get('/')).text();
    const links = [...page.matchAll(/href="\/list\?([^"]*)"/g)].map(([, query = '']) =>
      textsInQuery(new URLSearchParams(query.replaceAll('&amp;', '&'))),
    );
    expect(links).toContainEqual({ status: ['rejected'], since: ['2026-11-01'] });
    expect(links).toContainEqual({ overdue: ['true'], since: ['2026-11-01'] });
    expect(links).toContainEqual({ authority: ['toll'], status: ['answered'], state: ['held'], since: ['2026-11-01'] });
    expect(page).toContain('maintenance announced for Monday');
  });
});

describe('docs/console.md', () => {
  const text = readFileSync(path.join(root, 'docs/console.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (`.+?) \| (.+?) \| (.+?) \|$/gm)].map(([, filings = '', from = '']) => {
    const named = [...filings.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    const [first = '', last = ''] = filings.includes(' to ') ? named : [];
    const isOf = (reference: string) =>
      (first !== '' && first <= reference && reference <= last) ||
      named.some((name) => reference === name || (name.endsWith('…') && reference.startsWith(name.slice(0, -1))));
    return { from, isOf };
  });

  it.each(stuckSamples)('has the path to $reference that the console is tried with', ({ reference, count }) => {
    const found = rows.filter(({ isOf }) => isOf(reference));
    expect(found.map(({ from }) => from)).toEqual([count ? `the count **${count.en}**` : '**What failed**']);
  });
});

it.each([
  [true, 12, '0 of 10 done'],
  [true, 4, '0 of 4 done'],
  [false, 12, '0 of 12 done'],
])('a replay, on trial: %s, of %i filings begins with %s', async (isTrial, count, says) => {
  const going = Array.from({ length: count }, (_, n) => ({
    ...{ authority: TOY, kind: 'declaration', reference: `L-${n}` },
  }));
  const wish = { going, correction: [], reason: 'ticket', detail: '', isTrial };
  const { id } = beginReplay(connectionOf(TOY), wish, NOW);
  const { get } = await consoleInMemory({ now: () => NOW }).open();
  expect(await (await get(`/replays/${id}`)).text()).toContain(says);
});

describe('declarant console', () => {
  it('serves on 127.0.0.1 until it is interrupted, and prints its address alone for machines', async () => {
    const { terminal, out, err } = keptTerminal();
    let interrupt = () => {};
    const interrupted = new Promise<void>((resolve) => {
      interrupt = resolve;
    });
    const running = consoleCommand({ json: true }, () => connectionOf(TOY), terminal, interrupted);
    await expect.poll(() => out.length).toBe(1);
    const { console: url } = JSON.parse(out[0] ?? '') as { console: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    interrupt();
    expect([await running, err]).toEqual([0, []]);
    await expect(fetch(url)).rejects.toThrow();
  });

  it.each([
    [{ language: 'de' }, '--language is one of en, fr, not de.'],
    [{ port: 70_000 }, '--port 70000 is none: ports go up to 65535.'],
  ])('refuses %o', async (flags, message) => {
    const { terminal } = keptTerminal();
    const running = consoleCommand(flags, () => connectionOf(TOY), terminal, Promise.resolve());
    await expect(running).rejects.toMatchObject({ message, exitCode: 2 });
  });
});

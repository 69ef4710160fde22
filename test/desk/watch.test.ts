import '../support/toy/alone.ts';

import { beforeEach, describe, expect, it } from 'vitest';
import { actions } from '../../desk/commands/actions.ts';
import { watch } from '../../desk/commands/watch.ts';
import { eventWatch } from '../../desk/filings/event-watch.ts';
import type { BooksFilter } from '../../functions/books/books.ts';
import type { PersonAction } from '../../functions/ledger/actions.ts';
import type { SentRecord } from '../../functions/ledger/records.ts';
import { memoryBooks, openBooks } from '../support/books/kept-books.ts';
import { letterLife } from '../support/toy/life.ts';
import { complaint } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { type MemoryLedger, memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const at = (second: number) => new Date(Date.parse('2026-11-22T10:00:00.000Z') + second * 1000).toISOString();

let ledger: MemoryLedger;
let life: ReturnType<typeof letterLife>;
beforeEach(() => {
  ledger = memoryLedger();
  life = letterLife(ledger);
});

/** Looks at what happened until so many seconds have passed; the books are kept before each look, unless told otherwise. */
function watching(since: string, filter: Partial<BooksFilter> = {}) {
  const { books, keep } = memoryBooks(ledger);
  const watched = eventWatch({ authorities: [TOY], ...filter }, since, { books, ledger });
  return async (second: number, keptBefore: (all: () => Promise<void>) => Promise<void> = (all) => all()) => {
    await keptBefore(() => keep());
    return (await watched.look(new Date(at(second)))).map(
      ({ reference, at, event, status }) => `${at.slice(14, 19)} ${reference} ${event} ${status}`,
    );
  };
}

describe('what happens to filings', () => {
  it('is told once, oldest first, also what happened between two looks', async () => {
    await life.sent('BEFORE', at(0));
    const look = watching(at(1));
    expect(await look(1)).toEqual([]);
    await life.sent('A', at(2));
    await life.validated('A', at(3));
    await life.sent('B', at(4));
    expect(await look(5)).toEqual([
      '00:02 A sent Letter sent',
      '00:03 A received Receipt answered',
      '00:04 B sent Letter sent',
    ]);
    expect(await look(6)).toEqual([]);
    await life.rejected('B', at(6));
    await life.validated('BEFORE', at(7));
    expect(await look(8)).toEqual(['00:06 B received Complaint rejected', '00:07 BEFORE received Receipt answered']);
    // Events that were told are forgotten after a while, and not told again for that.
    await life.released('A', at(4000));
    expect(await look(4001)).toEqual(['06:40 A received News answered']);
    expect(await look(4002)).toEqual([]);
  });

  it('is told with the status that the filing had then, and only where that one is asked for', async () => {
    await life.sent('A', at(2));
    await life.rejected('A', at(3));
    await life.sent('A', at(4), 2);
    await life.validated('A', at(5));
    await life.sent('B', at(6));
    const all = [
      '00:02 A sent Letter sent',
      '00:03 A received Complaint rejected',
      '00:04 A sent Letter sent',
      '00:05 A received Receipt answered',
      '00:06 B sent Letter sent',
    ];
    const told = async (filter: Partial<BooksFilter>) => watching(at(0), filter)(7);
    expect(await told({})).toEqual(all);
    expect(await told({ statuses: ['rejected'] })).toEqual(all.slice(1, 2));
    expect(await told({ states: ['validated'] })).toEqual(all.slice(3, 4));
    expect(await told({ codes: ['WRONG'] })).toEqual(all.slice(1, 2));
    expect(await told({ text: 'NOBODY makes' })).toEqual(all.slice(1, 2));
    expect(await told({ platforms: ['shop-2'] })).toEqual([]);
    expect(await told({ until: at(4) })).toEqual(all.slice(0, 3));
    // Events of longer ago than the books may be late are told of filings that match now.
    const late = async (filter: Partial<BooksFilter>) => watching(at(0), filter)(4000);
    expect(await late({})).toEqual(all);
    expect([await late({ statuses: ['rejected'] }), await late({ statuses: ['sent'] })]).toEqual([
      [],
      ['00:06 B sent Letter sent'],
    ]);
  });

  it('is told, once, where the books hear of it ten minutes late and behind many that are newer', async () => {
    const look = watching(at(0));
    await life.sent('LATE', at(1));
    const none = async () => {};
    expect(await look(2, none)).toEqual([]);
    const fresh = Array.from({ length: 120 }, (_, n) => `N-${n}`);
    for (const [n, id] of fresh.entries()) await life.sent(id, at(600 + n / 10));
    const { keep } = memoryBooks(ledger);
    const keyOf = (reference: string) => ({ authority: TOY, kind: 'declaration', reference });
    expect(await look(615, () => keep(...fresh.map(keyOf)))).toHaveLength(120);
    expect(await look(616, () => keep(keyOf('LATE')))).toEqual([]);
    expect(await look(646, none)).toEqual(['00:01 LATE sent Letter sent']);
    expect(await look(677, none)).toEqual([]);
  });

  it('is told where it is no message: a call that failed and is repeated', async () => {
    await life.sent('A', at(2));
    const look = watching(at(0));
    await look(3);
    await life.held('A', at(4));
    expect(await look(5)).toEqual(['00:04 A waiting waiting']);
    expect(await look(6)).toEqual([]);
  });

  it('is told where it is no message: an answer that is overdue, and a call that goes again', async () => {
    await life.sent('A', at(2));
    const look = watching(at(0));
    await look(3);
    const key = { authority: TOY, kind: 'declaration', reference: 'A' };
    const [sent] = (await ledger.records(key)) as [SentRecord];
    await ledger.markOverdue(key, sent, at(9));
    expect(await look(10)).toEqual(['00:09 A overdue sent']);
    await life.held('A', at(11));
    expect(await look(12)).toEqual(['00:11 A waiting waiting']);
    const [held] = (await ledger.records(key)) as [SentRecord];
    await ledger.resume(key, held as never, { body: '{}', at: at(13), by: 'q-2' });
    expect(await look(14)).toEqual(['00:13 A sent Letter sent']);
    // Of the past, the records know as much as this.
    expect(await watching(at(0))(15)).toEqual([
      ...['00:02 A sent Letter sent', '00:09 A overdue sent', '00:13 A sent Letter sent'],
    ]);
  });

  it('is told once where the call is refused by an answer, and that is noted a moment later', async () => {
    const key = { authority: TOY, kind: 'declaration', reference: 'A' };
    await life.sent('A', at(2));
    const refusal = { ...{ message: 'Complaint', path: 'answer/Letter', isRefusal: true as const, httpStatus: 400 } };
    const body = JSON.stringify(complaint());
    const record = { ...refusal, type: 'received' as const, at: at(3), messageId: 'in-1', body, drift: [] };
    await ledger.receive(key, record, { fact: 'rejected' });
    await ledger.settle(
      key,
      { message: 'Letter', attempt: 1, platform: 'shop-1' },
      { verdict: 'refused', httpStatus: 400, error: {}, at: at(4) },
    );
    expect(await watching(at(0))(5)).toEqual([
      ...['00:02 A sent Letter sent', '00:03 A refused Letter refused', '00:03 A received Complaint refused'],
    ]);
  });

  it('is told once of what is settled: unclear first, and then as it was found', async () => {
    const key = { authority: TOY, kind: 'declaration', reference: 'A' };
    await life.sent('A', at(2));
    const was = { verdict: 'unclear', httpStatus: null, error: { errorDescription: 'no answer' }, at: at(3) } as const;
    await ledger.settle(key, { message: 'Letter', attempt: 1, platform: 'shop-1' }, was);
    const look = watching(at(0));
    expect(await look(4)).toEqual(['00:02 A sent Letter sent', '00:03 A unclear Letter unclear']);
    const found = { verdict: 'settled', at: at(5), isDone: false, by: 'anna', was } as const;
    await ledger.settle(key, { message: 'Letter', attempt: 1, platform: 'shop-1' }, found, was as never);
    expect(await look(6)).toEqual(['00:05 A settled Letter failed']);
    expect(await look(7)).toEqual([]);
  });

  it('begins with what happened since then, and is one object a line, until SIGINT ends it with 0', async () => {
    await life.sent('A', at(2));
    const { terminal, out, err } = keptTerminal();
    const gateway = { ...connectionOf(TOY), ledger: async () => ledger, books: () => openBooks(ledger) };
    const ended = watch({ since: [at(0)], platform: ['shop-1'], json: true }, () => gateway, terminal, new Date(at(9)));
    await expect.poll(() => out).toHaveLength(1);
    process.emit('SIGINT');
    expect(await ended).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toEqual({
      ...{ reference: 'A', at: at(2), event: 'sent Letter', status: 'sent', state: null },
      ...{ messageId: 'out-1', authority: TOY, kind: 'declaration', platform: 'shop-1' },
    });
    expect(err[0]).toMatch(
      /^Watching every filing of platform shop-1 since 2026-11-22 11:00:00 \+01:00: Ctrl-C ends it\.$/,
    );
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('is a line for people', async () => {
    await life.sent('A', at(2));
    const { terminal, out } = keptTerminal();
    const gateway = { ...connectionOf(TOY), ledger: async () => ledger, books: () => openBooks(ledger) };
    await watch({ since: [at(0)], until: [at(5)] }, () => gateway, terminal, new Date(at(9)));
    expect(out).toEqual(['2026-11-22 11:00:02 +01:00  A  sent Letter  sent']);
  });
});

describe('what people did', () => {
  const kept: PersonAction[] = [
    { at: at(0), who: 'Ann', action: 'pause', authority: TOY, reason: 'maintenance', result: 'done' },
    {
      at: at(5),
      who: 'Ann',
      action: 'replay',
      reason: 'ticket',
      detail: '9 filings; 3 not reached',
      result: 'stopped',
    },
    { at: at(7), who: 'Ann', action: 'redrive', authority: TOY, reason: 'ticket' },
    { at: at(9), who: 'Bob', action: 'withdraw', reference: 'A', reason: null, detail: 'Letter', result: 'failed' },
  ];
  const listed = async (options: object) => {
    const { terminal, out } = keptTerminal();
    const asked: Date[] = [];
    const log = {
      async *between(since: Date) {
        asked.push(since);
        yield* kept;
      },
    };
    const gateway = { ...connectionOf(TOY), actions: async () => ({ ...(await connectionOf(TOY).actions()), ...log }) };
    const code = await actions(options, () => gateway, terminal, new Date(at(60)));
    return { code, out, asked };
  };

  it('is listed newest first, with who, when and why', async () => {
    const { code, out } = await listed({});
    expect(code).toBe(0);
    expect(out).toEqual([
      '2026-11-22 11:00:09 +01:00  withdraw  A  failed',
      '  by Bob',
      '  Letter',
      '2026-11-22 11:00:07 +01:00  redrive  toy  did not end',
      '  by Ann: ticket',
      '2026-11-22 11:00:05 +01:00  replay  stopped',
      '  by Ann: ticket',
      '  9 filings; 3 not reached',
      '2026-11-22 11:00:00 +01:00  pause  toy',
      '  by Ann: maintenance',
    ]);
  });

  it('is an array with --json, since the time that is given', async () => {
    const { out, asked } = await listed({ json: true, since: '2026-11-22' });
    expect(JSON.parse(out.join('\n'))).toEqual(kept.toReversed());
    expect(asked.map((one) => one.toISOString())).toEqual(['2026-11-21T23:00:00.000Z']);
    await expect(listed({ since: 'monday' })).rejects.toMatchObject({ exitCode: 2 });
  });
});

it('[F29] a lane names the platforms that nobody configured', async () => {
  const { platformsUnknownAt } = await import('../../desk/lanes/unknown-platforms.ts');
  const { installation } = connectionOf(TOY);
  const noted = async () => ({
    list: async () => [
      { name: 'shop-1', at: at(0) },
      { name: 'shop-9', at: at(1) },
    ],
  });
  const unknownWith = (platforms: string[]) =>
    platformsUnknownAt(
      { installation: { ...installation, configuration: () => ({ platforms }) as never }, unknownPlatforms: noted },
      TOY,
    );
  expect(await unknownWith(['shop-1'])).toEqual([{ authority: TOY, name: 'shop-9', at: at(1) }]);
  expect(await unknownWith([])).toEqual([]);
});

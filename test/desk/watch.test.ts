import '../support/toy/alone.ts';

import { beforeEach, describe, expect, it } from 'vitest';
import { actions } from '../../desk/commands/actions.ts';
import { watch } from '../../desk/commands/watch.ts';
import { eventWatch } from '../../desk/filings/filing-events.ts';
import type { PersonAction } from '../../functions/ledger/actions.ts';
import { openBooks } from '../support/books/kept-books.ts';
import { letterLife } from '../support/toy/life.ts';
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

/** Looks at what happened until so many seconds have passed. */
function watching(since: string) {
  const filter = { authorities: [TOY] };
  const books = {
    page: async (...asked: Parameters<Awaited<ReturnType<typeof openBooks>>['page']>) =>
      (await openBooks(ledger)).page(...asked),
  };
  const watched = eventWatch(filter, since, { books, ledger });
  return async (second: number) =>
    (await watched.look(new Date(at(second)))).map(
      ({ reference, at, event, status }) => `${at.slice(17, 19)} ${reference} ${event} ${status}`,
    );
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
      '02 A sent Letter answered',
      '03 A received Receipt answered',
      '04 B sent Letter sent',
    ]);
    expect(await look(6)).toEqual([]);
    await life.rejected('B', at(6));
    await life.validated('BEFORE', at(7));
    expect(await look(8)).toEqual(['06 B received Complaint rejected', '07 BEFORE received Receipt answered']);
    // What was told is forgotten after a while, and not told again for that.
    await life.released('A', at(400));
    expect(await look(401)).toEqual(['40 A received News answered']);
    expect(await look(402)).toEqual([]);
  });

  it('is told where it is no message: a call that failed and is repeated', async () => {
    await life.sent('A', at(2));
    const look = watching(at(0));
    await look(3);
    await life.held('A', at(4));
    expect(await look(5)).toEqual([expect.stringMatching(/ A waiting waiting$/)]);
    expect(await look(6)).toEqual([]);
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
      ...{ authority: TOY, kind: 'declaration', platform: 'shop-1' },
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
  expect(await unknownWith(['shop-1'])).toEqual(['shop-9']);
  expect(await unknownWith([])).toEqual([]);
});

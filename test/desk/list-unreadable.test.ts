import { beforeEach, describe, expect, it } from 'vitest';
import { list } from '../../desk/commands/list.ts';
import type { ListOptions } from '../../desk/commands/list-options.ts';
import type { UnreadableRecord } from '../../functions/ledger/records.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { type MemoryLedger, memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const options: ListOptions = { status: ['unreadable'], since: ['24h'] };

const record = (n: number, more: Partial<UnreadableRecord> = {}): UnreadableRecord => ({
  type: 'unreadable',
  from: 'outbox',
  at: `2026-11-22T0${n}:00:00.000Z`,
  id: `q-${n}`,
  body: '{"authority":\n"toy","cut',
  bytes: 24,
  faults: [{ pointer: '', rule: 'a submission is JSON', found: 'text that is not JSON', remedy: 'correct it' }],
  platform: null,
  message: null,
  ...more,
});

describe('[F12] the list of unreadable texts', () => {
  let ledger: MemoryLedger;
  const listed = async (more: Partial<ListOptions> = {}, width?: number) => {
    const { terminal: kept, out, err } = keptTerminal();
    const terminal = { ...kept, width };
    const open = () => ({ ...connectionOf(TOY), ledger: async () => ledger });
    const code = await list({ ...options, ...more }, open, terminal, now);
    return { code, out, err };
  };

  beforeEach(async () => {
    ledger = memoryLedger();
    await ledger.keepUnreadable(TOY, record(1));
    const route = '/complaints';
    await ledger.keepUnreadable(TOY, record(3, { from: 'callback', route, body: '\u001b[31mred\u0007' }));
    await ledger.keepUnreadable(TOY, record(2, { platform: 'shop-1', isDeadLetter: true }));
  });

  it('has the newest first, each with its time, origin, beginning and faults', async () => {
    const { code, out } = await listed();
    expect(code).toBe(0);
    expect(out.map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
      'RECEIVED | PLATFORM | BYTES | FROM',
      '2026-11-22 04:00:00 +01:00 | 24 | callback /complaints',
      expect.stringMatching(/^ \| \S+red ?$/),
      expect.stringMatching(/^ \| \(the whole\): a submission is JSON.*\(line 1, column 1: /),
      '2026-11-22 03:00:00 +01:00 | shop-1 | 24 | outbox toy',
      ' | {"authority": "toy","cut',
      expect.stringContaining('correct it (line 2, column 7: this text in double quotes does not end)'),
      expect.stringMatching(/^2026-11-22 02:00:00 \+01:00/),
      ' | {"authority": "toy","cut',
      expect.stringContaining('(the whole): a submission is JSON'),
    ]);
    expect(out.join('')).not.toContain('\u001b');
  });

  it('has the faults also in a terminal of 80 columns', async () => {
    const rule = `one of ${'a long list of what may stand there, '.repeat(5)}and no more`;
    const faults = [{ pointer: '/message', rule, found: 'string of 4 characters', remedy: 'correct it' }];
    await ledger.keepUnreadable(TOY, record(4, { faults }));
    const { out } = await listed({}, 80);
    expect(out.filter((line) => [...line].length > 80)).toEqual([]);
    expect(
      out
        .slice(3, 7)
        .map((line) => line.trim())
        .join(' '),
    ).toBe(`/message: ${rule}; found string of 4 characters; correct it`);
  });

  it('has the whole texts with --json, with their places', async () => {
    const { out } = await listed({ json: true });
    const all = JSON.parse(out.join('')) as Record<string, unknown>[];
    expect(all.map(({ received }) => received)).toEqual([3, 2, 1].map((n) => record(n).at));
    expect(all[1]).toEqual({
      authority: TOY,
      received: record(2).at,
      from: 'outbox',
      id: 'q-2',
      body: record(2).body,
      bytes: 24,
      faults: record(2).faults,
      platform: 'shop-1',
      message: null,
      fault:
        '(the whole): a submission is JSON; found text that is not JSON; correct it (line 2, column 7: this text in double quotes does not end)',
      where: 'the ledger, and the dead letters of toy',
    });
    expect(all[2]).toMatchObject({ where: 'the ledger' });
  });

  it('says that it was limited, or that it is empty', async () => {
    const cut = await listed({ limit: '2' });
    expect(cut.out).toHaveLength(7);
    expect(cut.err).toEqual(['Cut at 2: there are more. Narrow with --since, or raise --limit.']);
    expect((await listed({ since: ['1h'] })).out).toEqual([
      expect.stringMatching(/^Nothing that could not be read came since 2026-11-22 1.:00:00/),
    ]);
    expect((await listed({ json: true, since: ['1h'] })).out).toEqual(['[]']);
  });

  it.each([{ state: ['released'] }, { orphans: true }, { status: ['unreadable', 'sent'] }, { count: true }])(
    'takes no %j',
    async (more) => {
      await expect(listed(more)).rejects.toMatchObject({ code: 'USAGE' });
    },
  );
});

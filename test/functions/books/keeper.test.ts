import { describe, expect, it } from 'vitest';
import { type KeeperPorts, keepBooks } from '../../../functions/books/keeper.ts';
import { compareBooks } from '../../../functions/books/recount.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import type { Item } from '../../../functions/table/plain-table.ts';
import { type MemoryLedger, memoryLedger } from '../../desk/support/memory-ledger.ts';
import { CrashAtWrite, crashingTable } from '../../support/books/crashing-table.ts';
import { memoryBooks } from '../../support/books/kept-books.ts';
import { received, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const keyOf = (n: number): FilingKey => ({ authority: TOY, kind: 'declaration', reference: `L-${n}` });
const keys = Array.from({ length: 6 }, (_, n) => keyOf(n));
const at = (day: number, minute: number) => `2026-11-${day}T10:${String(minute).padStart(2, '0')}:00.000Z`;

const recordOf = (n: number): SentRecord =>
  sent({
    ...{ at: at(20, n), messageId: `m-${n}`, platform: n % 2 ? 'shop-1' : 'shop-2', claimedBy: `q-${n}` },
    body: JSON.stringify({ wish: { sack: `SACK:9-${n}` } }),
  });

/** The life of six letters: sent, then refused, answered, or named late by another day's receipt. */
const steps: readonly ((ledger: MemoryLedger) => Promise<FilingKey[]>)[] = [
  async (ledger) => {
    for (const [n, key] of keys.entries()) await ledger.claim(key, recordOf(n));
    return keys;
  },
  async (ledger) => {
    const error = { errorCode: 'E1', errorDescription: 'No such toy' };
    for (const n of [0, 1])
      await ledger.settle(keyOf(n), recordOf(n), { verdict: 'refused', httpStatus: 400, error, at: at(20, 30 + n) });
    return [keyOf(0), keyOf(1)];
  },
  async (ledger) => {
    for (const n of [2, 3, 4]) {
      const body = { header: { messageId: `r-${n}` }, number: `77${n}`, tag: `T-${n}` };
      const record = received('Receipt', body, { at: at(21, n), messageId: `r-${n}` });
      await ledger.receive(keyOf(n), record, { fact: 'answered', authorityReference: `77${n}` });
    }
    return [keyOf(2), keyOf(3), keyOf(4), keyOf(5)];
  },
  async (ledger) => {
    await ledger.claim(keyOf(0), { ...recordOf(0), attempt: 2, at: at(22, 1), messageId: 'm-0b', claimedBy: 'q-0b' });
    return [keyOf(0), keyOf(4)];
  },
];

const keep = (of: readonly FilingKey[], ports: KeeperPorts, table = ports.table) => keepBooks(of, { ...ports, table });

/** All that the books say. */
async function said({ books }: ReturnType<typeof memoryBooks>) {
  const { summaries } = await books.page({ authorities: [TOY] }, { limit: 100 });
  const lists = await Promise.all(
    [{ codes: ['E1'] }, { platforms: ['shop-1'] }, { platforms: ['shop-2'] }, { statuses: ['sent'] as const }].map(
      async (filter) => (await books.page({ authorities: [TOY], ...filter }, { limit: 100 })).summaries,
    ),
  );
  const names = (some: readonly { reference: string }[]) => some.map(({ reference }) => reference);
  const { standings, codes } = await books.counts([TOY]);
  const traffic = await books.traffic(TOY, '2026-11-19T00:00:00.000Z', '2026-11-23T00:00:00.000Z');
  const sorted = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort();
  return {
    lists: [summaries, ...lists].map(names),
    counts: sorted([...standings, ...codes]),
    traffic: sorted(traffic),
  };
}

async function lived(run: (touched: readonly FilingKey[], ports: KeeperPorts) => Promise<void>) {
  const ledger = memoryLedger();
  const kept = memoryBooks(ledger);
  for (const step of steps) await run(await step(ledger), kept.ports);
  expect(await compareBooks([TOY], kept.ports, false)).toMatchObject({ differing: [], counts: [] });
  return said(kept);
}

describe('the keeper of the books', () => {
  it('says of each filing what is, in lists, counts and traffic', async () => {
    const { lists, counts, traffic } = await lived(keep);
    expect(lists).toEqual([
      ['L-0', 'L-4', 'L-3', 'L-2', 'L-1', 'L-5'],
      ['L-1'],
      ['L-3', 'L-1', 'L-5'],
      ['L-0', 'L-4', 'L-2'],
      ['L-0', 'L-5'],
    ]);
    expect(counts.map((one) => JSON.parse(one))).toEqual(
      expect.arrayContaining([
        { authority: TOY, day: '2026-11-20', platform: 'shop-1', status: 'refused', state: null, count: 1 },
        { authority: TOY, day: '2026-11-20', platform: 'shop-1', code: 'E1', count: 1 },
        { authority: TOY, day: '2026-11-21', platform: 'shop-2', status: 'answered', state: null, count: 2 },
      ]),
    );
    const events = traffic.map((one) => JSON.parse(one) as { sent: number; received: number });
    expect(events.reduce((sum, one) => sum + one.sent, 0)).toBe(7);
    expect(events.reduce((sum, one) => sum + one.received, 0)).toBe(3);
  });

  it('adds nothing when it is given the same again, in other batches', async () => {
    const wanted = await lived(keep);
    const again = await lived(async (touched, ports) => {
      for (const part of [touched, touched.slice(0, 1), touched.slice(1), keys]) await keep(part, ports);
    });
    expect(again).toEqual(wanted);
  });

  it.each([true, false])('loses and doubles nothing, wherever it ends (that write was made: %s)', async (isMade) => {
    const wanted = await lived(keep);
    for (let last = isMade ? 1 : 2; last <= 30; last += 2) {
      const found = await lived(async (touched, ports) => {
        const end = keep(touched, ports, crashingTable(ports.table, last, isMade));
        const isOver = await end.then(
          () => true,
          (error: unknown) => {
            if (!(error instanceof CrashAtWrite)) throw error;
            return false;
          },
        );
        if (isOver) return;
        // The rest comes in batches of other bounds, of which one ends early, too.
        const half = Math.ceil(touched.length / 2);
        await keep(touched.slice(half), ports, crashingTable(ports.table, 3, isMade)).catch(() => {});
        await keep([...touched.slice(1, half), keyOf(5)], ports);
        await keep(touched, ports);
      });
      expect(found, `after write ${last}`).toEqual(wanted);
    }
  });

  it('leaves out one filing that cannot be read, and keeps the others', async () => {
    const ledger = memoryLedger();
    const { ports, books } = memoryBooks(ledger);
    await (steps[0] as (typeof steps)[0])(ledger);
    const [item] = ledger.partitions.get(`${TOY}/declaration/L-3`) ?? [];
    Object.assign(item ?? {}, { body: new Uint8Array([1]) });
    const faults: string[] = [];
    await keepBooks(keys, { ...ports, onFault: ({ reference }) => void faults.push(reference) });
    expect(faults).toEqual(['L-3']);
    expect(await books.summaries(keys)).toHaveLength(5);
  });

  it('finds by what the authority gave, and is put right by a recount', async () => {
    const ledger = memoryLedger();
    const kept = memoryBooks(ledger);
    for (const step of steps) await step(ledger);
    const { differing, counts } = await compareBooks([TOY], kept.ports, false);
    expect([differing.length, counts.length > 0]).toEqual([6, true]);
    await compareBooks([TOY], kept.ports, true);
    expect(await compareBooks([TOY], kept.ports, false)).toMatchObject({ differing: [], counts: [] });
    const fromStream = await lived(keep);
    expect({ ...(await said(kept)), traffic: fromStream.traffic }).toEqual(fromStream);
    for (const value of ['772', 'T-2', 'L-2', 'SACK:9-2', '9-2'])
      expect(await kept.books.find([TOY], value)).toEqual([keyOf(2)]);
    // A count that went wrong is put right.
    const [[name, items] = ['', []]] = [...ledger.partitions].filter(([id]) => String(id).startsWith('counts/'));
    ledger.partitions.set(
      name,
      items.map((one) => ({ ...one, cells: { 's|sent|': 9 } })),
    );
    expect((await compareBooks([TOY], kept.ports, false)).counts.length).toBeGreaterThan(0);
    await compareBooks([TOY], kept.ports, true);
    expect((await compareBooks([TOY], kept.ports, false)).counts).toEqual([]);
  });

  it('has books of an earlier layout made anew by a recount', async () => {
    const ledger = memoryLedger();
    const kept = memoryBooks(ledger);
    for (const step of steps) await kept.keep(...(await step(ledger)));
    const now = await said(kept);
    for (const [id, items] of ledger.partitions) {
      const [list] = String(id).split('/');
      const earlier = items.map(({ layout: _, filings: __, ...one }): Item => one);
      ledger.partitions.set(id, list === 'code' ? earlier.map(({ summary: _, ...one }) => one) : earlier);
    }
    expect((await said(kept)).lists).not.toEqual(now.lists);
    await compareBooks([TOY], kept.ports, true);
    expect(await said(kept)).toEqual(now);
    expect(await compareBooks([TOY], kept.ports, false)).toMatchObject({ differing: [], counts: [] });
  });

  it('leaves counts alone that the keeper writes during a recount', async () => {
    const ledger = memoryLedger();
    const kept = memoryBooks(ledger);
    for (const step of steps) await keep(await step(ledger), kept.ports);
    const { partition } = kept.ports.table;
    let isLate = true;
    const table: KeeperPorts['table'] = {
      ...kept.ports.table,
      async partition(id) {
        const items = await partition(id);
        if (!isLate || !id.endsWith('L-5')) return items;
        isLate = false;
        const error = { errorCode: 'E1' };
        await ledger.settle(keyOf(5), recordOf(5), { verdict: 'refused', httpStatus: 400, error, at: at(20, 40) });
        await keep([keyOf(5)], kept.ports);
        return items;
      },
    };
    const { busy } = await compareBooks([TOY], { ...kept.ports, table }, true);
    expect(busy).toEqual([`counts/${TOY} 2026-11-20/shop-1`]);
    expect(await compareBooks([TOY], kept.ports, false)).toMatchObject({ differing: [], counts: [] });
  });

  it('counts on from what a recount wrote, also where a count was lost, by the clock of another machine', async () => {
    const ledger = memoryLedger();
    const kept = memoryBooks(ledger);
    for (const step of steps) await keep(await step(ledger), kept.ports);
    for (const id of ledger.partitions.keys()) if (String(id).startsWith('counts/')) ledger.partitions.delete(id);
    const ahead = () => new Date(Date.now() + 3_600_000);
    await compareBooks([TOY], { ...kept.ports, now: ahead }, true);
    expect((await compareBooks([TOY], kept.ports, false)).counts).toEqual([]);
    // More runs than a count remembers.
    for (let n = 0; n < 40; n += 1) {
      const error = { errorCode: `E${n}` };
      const late = sent({ ...recordOf(5), attempt: n + 2, at: at(23, n), messageId: `n-${n}`, claimedBy: `n-${n}` });
      await ledger.claim(keyOf(5), late);
      await keep([keyOf(5)], kept.ports);
      await ledger.settle(keyOf(5), late, { verdict: 'refused', httpStatus: 400, error, at: at(20, 41) });
      await keep([keyOf(5)], kept.ports);
      expect((await compareBooks([TOY], kept.ports, false)).counts, `run ${n}`).toEqual([]);
    }
  });
});

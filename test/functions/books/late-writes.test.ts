import { describe, expect, it } from 'vitest';
import type { BooksTable } from '../../../functions/books/books-table.ts';
import { journaled } from '../../../functions/books/journaled.ts';
import { keepBooks } from '../../../functions/books/keeper.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { summaryWith } from '../../desk/support/summary-books.ts';
import { memoryBooks } from '../../support/books/kept-books.ts';
import { received, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const key: FilingKey = { authority: TOY, kind: 'declaration', reference: 'L-1' };
const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;

/** A table that holds back what is written into lists, until it is let go. */
function holdingBack(table: BooksTable): { table: BooksTable; letGo(): Promise<void> } {
  const held: (() => Promise<unknown>)[] = [];
  const later = async (write: () => Promise<unknown>) => void held.push(write);
  return {
    table: {
      ...table,
      put: (item) => later(() => table.put(item)),
      putNewer: (item) => later(() => table.putNewer(item)),
      remove: (row) => later(() => table.remove(row)),
      // The counts, by which the run is known as carried through, come later too.
      putNext: (item) =>
        String(item['filing']).startsWith('counts/') ? Promise.reject(new Error('ends')) : table.putNext(item),
    },
    async letGo() {
      for (const write of held.splice(0)) await write();
    },
  };
}

describe('a run that writes into lists after a later one', () => {
  it('changes nothing of what these say', async () => {
    const ledger = memoryLedger();
    const kept = memoryBooks(ledger);
    const record = sent({ at: at(1), platform: 'shop-1' });
    await ledger.claim(key, record);
    await ledger.settle(key, record, { verdict: 'refused', httpStatus: 400, error: { errorCode: 'E1' }, at: at(2) });
    const slow = holdingBack(kept.ports.table);
    await expect(keepBooks([key], { ...kept.ports, table: slow.table })).rejects.toThrow('ends');

    await ledger.claim(key, { ...record, attempt: 2, at: at(3), messageId: 'm-2', claimedBy: 'q-2' });
    await ledger.receive(key, received('Receipt', { header: { messageId: 'r-1' } }, { at: at(4) }), {
      fact: 'answered',
    });
    await kept.keep(key);
    await slow.letGo();

    const found = async (filter: object) =>
      (await kept.books.page({ authorities: [TOY], ...filter }, { limit: 5 })).summaries;
    expect(await found({ codes: ['E1'] })).toEqual([]);
    const present = await kept.books.summaries([key]);
    expect(present).toMatchObject([{ codes: [], at: at(4) }]);
    expect(await found({ platforms: ['shop-1'] })).toEqual(present);
    expect(await found({ platforms: ['shop-1'], until: at(2) })).toEqual([]);
  });
});

describe('the journal entries of a filing', () => {
  const summary = summaryWith({ reference: 'L-1', at: at(5), platform: 'shop-1' });
  const draft = { key, before: undefined, summary, isAdopted: false, traffic: [[], []] } as const;
  const was = (minute: number, platform: string) => ({ entry: `2026-11-22/${platform}`, cells: {}, at: at(minute) });
  const placesOf = (earlier: Parameters<typeof journaled>[2], isAdopted = false) =>
    journaled({ ...draft, isAdopted }, 3, earlier).map((one) => [one.platform, one.at, one.summary && 'here']);

  it('name it where it is', () => {
    expect(placesOf([was(4, 'shop-1')])).toEqual([['shop-1', at(5), 'here']]);
  });

  it('say that it left another platform, and a later time', () => {
    expect(placesOf([was(4, 'shop-2'), was(6, 'shop-1')])).toEqual([
      ['shop-2', at(4), null],
      ['shop-1', at(6), null],
      ['shop-1', at(5), 'here'],
    ]);
  });

  it('say that it left another day in Paris', () => {
    const yesterday = { entry: '2026-11-21/shop-1', cells: {}, at: '2026-11-21T22:59:00.000Z' };
    expect(placesOf([yesterday, was(4, 'shop-1')])).toEqual([
      ['shop-1', yesterday.at, null],
      ['shop-1', at(5), 'here'],
    ]);
  });

  it('say that it left where another filing has it', () => {
    expect(placesOf([was(5, 'shop-1')], true)).toEqual([['shop-1', at(5), null]]);
  });
});

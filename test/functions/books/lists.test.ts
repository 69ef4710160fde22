import { describe, expect, it } from 'vitest';
import type { BooksFilter } from '../../../functions/books/books.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { memoryBooks, tableBooks } from '../../support/books/kept-books.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { received, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const keyOf = (reference: string): FilingKey => ({ authority: TOY, kind: 'declaration', reference });
const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`;

async function fileLetters(ledger: Ledger, count: number): Promise<FilingKey[]> {
  const keys = Array.from({ length: count }, (_, n) => keyOf(`L-${n}`));
  for (const [n, key] of keys.entries()) {
    const platform = n % 3 === 0 ? 'shop-2' : 'shop-1';
    const record: Partial<SentRecord> = { at: at(n), messageId: `m-${n}`, platform, claimedBy: `q-${n}` };
    await ledger.claim(key, sent(record));
    if (n % 2 === 0) {
      const refused = { httpStatus: 400, error: { errorCode: 'E1', errorDescription: 'No such toy' }, at: at(n) };
      await ledger.settle(key, sent(record), { verdict: 'refused', ...refused });
    }
  }
  return keys;
}

const all: BooksFilter = { authorities: [TOY] };

describe('lists of filings', () => {
  const tables = ledgerTables();
  const stores = {
    async memory() {
      const ledger = memoryLedger();
      return { ledger, ...memoryBooks(ledger) };
    },
    async dynalite() {
      const tableName = await tables.make();
      const { client } = tables;
      return {
        ledger: dynamoDbLedger({ client, tableName, retentionDays: 400 }),
        ...tableBooks(client, tableName),
      };
    },
  };

  it.each(['memory', 'dynalite'] as const)('select by what the summaries say, newest first, in %s', async (name) => {
    const { ledger, books, keep } = await stores[name]();
    await keep(...(await fileLetters(ledger, 12)));
    const found = async (filter: Partial<BooksFilter>) => {
      const { summaries } = await books.page({ ...all, ...filter }, { limit: 20 });
      return summaries.map(({ reference }) => Number(reference.slice(2)));
    };
    expect(await found({})).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(await found({ statuses: ['refused'] })).toEqual([10, 8, 6, 4, 2, 0]);
    expect(await found({ platforms: ['shop-2'] })).toEqual([9, 6, 3, 0]);
    expect(await found({ codes: ['E1'], since: at(6) })).toEqual([10, 8, 6]);
    expect(await found({ since: at(3), until: at(5) })).toEqual([5, 4, 3]);
    expect(await found({ text: 'no SUCH', until: at(2) })).toEqual([2, 0]);
    expect(await found({ messages: ['Hurry'] })).toEqual([]);
  });

  it('go on from a cursor, of the same list only', async () => {
    const { ledger, books, keep } = await stores.dynalite();
    await keep(...(await fileLetters(ledger, 9)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await books.page(all, { limit: 4, ...(cursor !== undefined && { cursor }) });
      expect(page.read).toBeLessThanOrEqual(2 * page.summaries.length + 2);
      seen.push(...page.summaries.map(({ reference }) => reference));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 9 }, (_, n) => `L-${8 - n}`));
    const { next } = await books.page(all, { limit: 4 });
    await expect(books.page({ ...all, statuses: ['sent'] }, { limit: 4, cursor: next ?? '' })).rejects.toMatchObject({
      code: 'CURSOR',
    });
    for (const bad of ['x', '', 'W10'])
      await expect(books.page(all, { limit: 4, cursor: bad })).rejects.toThrow('cursor');
  });

  it('have a filing of a platform whose answer came by a clock that is behind', async () => {
    const { ledger, books, keep } = await stores.memory();
    // Most filings are another platform's, so that the journal is read.
    await keep(...(await fileLetters(ledger, 12)));
    const late: Partial<SentRecord> = { at: at(30), messageId: 'm-late', platform: 'shop-3', claimedBy: 'q-late' };
    const later: Partial<SentRecord> = { ...late, at: at(31), messageId: 'm-later', claimedBy: 'q-later' };
    const [key, other, third] = [keyOf('L-late'), keyOf('L-later'), keyOf('L-third')];
    await ledger.claim(key, sent(late));
    await ledger.claim(third, sent({ ...late, messageId: 'm-third', claimedBy: 'q-third' }));
    await ledger.claim(other, sent(later));
    await keep(key, other);
    await keep(third);
    const refused = { httpStatus: 400, error: { errorCode: 'E1' }, at: at(29) };
    for (const one of [key, third]) await ledger.settle(one, sent(late), { verdict: 'refused', ...refused });
    await keep(key, third);
    const { summaries } = await books.page({ ...all, platforms: ['shop-3'], statuses: ['refused'] }, { limit: 20 });
    expect(summaries.map(({ reference }) => reference)).toEqual(['L-third', 'L-late']);
  });

  it('find a filing by its reference and by that of the authority', async () => {
    const { ledger, books, keep } = await stores.memory();
    const key = keyOf('L-1');
    await ledger.claim(key, sent());
    await ledger.receive(key, received('Receipt', { header: { messageId: 'r-1' } }), {
      fact: 'answered',
      authorityReference: '77',
    });
    await keep();
    expect(await books.find([TOY], 'L-1')).toEqual([key]);
    expect(await books.find([TOY], '77')).toEqual([key]);
    expect(await books.find([TOY], '78')).toEqual([]);
    for (const reference of ['L-1', '77'])
      expect(await books.search([TOY], reference)).toMatchObject([{ key, summary: { reference: 'L-1' } }]);
    await ledger.claim(keyOf('L-3'), sent({ messageId: 'm-3', claimedBy: 'q-3' }));
    expect(await books.search([TOY], 'L-3')).toEqual([{ key: keyOf('L-3') }]);
    expect(await books.summaries([key, keyOf('L-2')])).toMatchObject([{ reference: 'L-1', messages: ['Letter'] }]);
  });
});

import { describe, expect, it } from 'vitest';
import { memoryLedger } from '../desk/support/memory-ledger.ts';
import { askedKinds } from '../support/books/asked-kinds.ts';
import { memoryBooks } from '../support/books/kept-books.ts';
import { sent } from '../support/records.ts';

const DECLARATION = 'ciel/declaration';

describe('a search', () => {
  it('asks for a declaration where the reference ends with a month', async () => {
    expect(await askedKinds('FR01300G07896/2026-08')).toContain(DECLARATION);
    expect(await askedKinds('LRN-1')).not.toContain(DECLARATION);
  });

  it('finds last what lies under another reference: a returned file that cannot be read', async () => {
    const ledger = memoryLedger();
    const key = { authority: 'ciel', kind: 'declaration', reference: 'returned.xml' } as const;
    await ledger.claim(key, sent());
    const { books, keep } = memoryBooks(ledger);
    await keep();
    expect(await books.search(['ciel'], 'returned.xml')).toMatchObject([
      { key, summary: { reference: 'returned.xml' } },
    ]);
  });
});

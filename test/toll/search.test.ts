import { describe, expect, it } from 'vitest';
import { memoryLedger } from '../desk/support/memory-ledger.ts';
import { askedKinds } from '../support/books/asked-kinds.ts';
import { memoryBooks } from '../support/books/kept-books.ts';
import { sent } from '../support/records.ts';

const CONSIGNMENT = 'toll/consignment';

describe('a search', () => {
  it('asks for a consignment where the reference is that of a transport document', async () => {
    expect(await askedKinds('N740:125-1')).toContain(CONSIGNMENT);
    expect(await askedKinds('LRN-1')).not.toContain(CONSIGNMENT);
  });

  it('finds last what lies under another reference: the id of a signal without a document', async () => {
    const ledger = memoryLedger();
    const key = { authority: 'toll', kind: 'consignment', reference: 'signal-1' } as const;
    await ledger.claim(key, sent());
    const { books, keep } = memoryBooks(ledger);
    await keep();
    expect(await books.search(['toll'], 'signal-1')).toMatchObject([{ key, summary: { reference: 'signal-1' } }]);
  });
});

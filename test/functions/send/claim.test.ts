import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { claim, decide } from '../../../functions/send/claim.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { parked } from '../../support/parked.ts';
import { complaint, receipt, technicalError, twice } from '../../support/toy/messages.ts';
import { letterKey, received, sent, stated } from '../../support/toy/records.ts';

const first = { id: 'q-2', receiveCount: 1 };
const refused = { verdict: 'refused', httpStatus: 400, error: {}, at: '2026-11-22T09:00:01.000Z' } as const;
const candidate = sent({ messageId: 'm-2', body: '{"new":true}' });
const corrected = sent({ messageId: 'm-2', digest: 'd-2', body: '{"corrected":true}' });

describe('a submission whose reference is taken', () => {
  it('is a duplicate while the first is under way', () => {
    expect(decide(readFiling(letterKey, [sent()]), candidate, first)).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'sent' },
    });
    expect(decide(readFiling(letterKey, [sent()]), corrected, first).kind).toBe('duplicate');
  });

  it('is a duplicate once the first was answered', () => {
    const records = [sent(), received('Receipt', receipt())];
    expect(decide(readFiling(letterKey, records), candidate, first)).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'answered' },
    });
    expect(decide(readFiling(letterKey, records), corrected, first).kind).toBe('duplicate');
  });

  it('is a duplicate while the first waits, and the same once more where the queue only repeats itself', () => {
    const waiting = sent({ settlement: parked() });
    expect(decide(readFiling(letterKey, [waiting]), candidate, first)).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'waiting' },
    });
    expect(decide(readFiling(letterKey, [waiting]), candidate, { id: 'q-1', receiveCount: 2 })).toMatchObject({
      kind: 'again',
      record: waiting,
    });
  });

  it('[H7-T5] is the one that was claimed where a sender died before it could tell', () => {
    expect(decide(readFiling(letterKey, [sent()]), candidate, { id: 'q-1', receiveCount: 2 })).toMatchObject({
      kind: 'again',
      record: sent(),
    });
  });

  it('is the one that was claimed also where a pointer to it was taken up meanwhile', () => {
    const resumed = sent({ resumedAt: '2026-11-22T09:30:00.000Z', resumedBy: 'p-1' });
    expect(decide(readFiling(letterKey, [resumed]), candidate, { id: 'q-1', receiveCount: 2 }).kind).toBe('again');
  });

  it('is a duplicate however often the queue hands it out, where another message claimed the reference', () => {
    for (const receiveCount of [2, 3, 100])
      expect(decide(readFiling(letterKey, [sent()]), candidate, { id: 'q-2', receiveCount }).kind).toBe('duplicate');
  });

  it('[H7-X1e] may be corrected once the authority rejected the first', () => {
    const records = [sent(), received('Complaint', complaint())];
    expect(decide(readFiling(letterKey, records), corrected, first)).toEqual({
      kind: 'send',
      record: { ...corrected, attempt: 2 },
    });
  });

  it('may be filed again once the authority failed on it for good, or turned out not to know it', () => {
    const failed = received('Complaint', complaint([technicalError]));
    const unknown = stated({ unknownToAuthority: true });
    for (const record of [failed, unknown]) {
      expect(decide(readFiling(letterKey, [sent(), record]), candidate, first)).toMatchObject({
        kind: 'send',
        record: { attempt: 2 },
      });
    }
  });

  it('[H7-E400] may be corrected once the authority refused the first, but never goes again unchanged', () => {
    const records = [sent({ settlement: refused })];
    expect(decide(readFiling(letterKey, records), corrected, first)).toEqual({
      kind: 'send',
      record: { ...corrected, attempt: 2 },
    });
    expect(decide(readFiling(letterKey, records), candidate, first)).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'refused' },
    });
    expect(decide(readFiling(letterKey, records), candidate, { id: 'q-1', receiveCount: 2 }).kind).toBe('again');
  });

  it('[H7-E400] never goes again as it was refused, however it was corrected in between', () => {
    const first400 = sent({ settlement: refused });
    const second = { ...corrected, attempt: 2, at: '2026-11-22T09:00:03.000Z' };
    const rejected = received('Complaint', complaint());
    for (const between of [[{ ...second, settlement: refused }], [second, rejected]]) {
      const read = readFiling(letterKey, [first400, ...between]);
      expect(decide(read, candidate, first).kind).toBe('duplicate');
      expect(decide(read, sent({ digest: 'd-3' }), first)).toMatchObject({ kind: 'send', record: { attempt: 3 } });
    }
    // A text that a person withdrew was not at fault.
    const withdrawn = sent({ settlement: { ...refused, isWithdrawn: true } });
    const read = readFiling(letterKey, [withdrawn, { ...second, settlement: refused }]);
    expect(decide(read, candidate, first).kind).toBe('send');
  });

  it('[H7-E500t, H7-X1e] may have arrived with a try that was withdrawn only where it is the same text', () => {
    const withdrawn = { ...refused, isWithdrawn: true, mayHaveArrived: true } as const;
    const records = [sent({ settlement: withdrawn })];
    const duplicate = received('Complaint', complaint([twice]), { at: '2026-11-22T09:30:00.000Z' });
    const claimedAfter = (submitted: typeof candidate, ...earlier: typeof records) => {
      const claimed = decide(readFiling(letterKey, earlier), submitted, first);
      if (claimed.kind !== 'send') throw new Error(claimed.kind);
      return [
        claimed.record.mayHaveArrived,
        readFiling(letterKey, [...earlier, claimed.record, duplicate]).filing.status,
      ];
    };
    expect(claimedAfter(candidate, ...records)).toEqual([true, 'sent']);
    expect(claimedAfter(corrected, ...records)).toEqual([undefined, 'rejected']);
    const between = sent({ ...corrected, attempt: 2, settlement: { ...refused, isWithdrawn: true } });
    expect(claimedAfter({ ...candidate, messageId: 'm-3' }, ...records, between)).toEqual([true, 'sent']);
  });

  it('is a duplicate of itself where the queue hands it out for the first time', () => {
    expect(decide(readFiling(letterKey, [sent()]), candidate, { id: 'q-1', receiveCount: 1 }).kind).toBe('duplicate');
  });

  it('goes where only other messages were sent under its reference', () => {
    const hurry = sent({ message: 'Hurry', messageId: 'm-2' });
    expect(decide(readFiling(letterKey, [sent()]), hurry, first)).toEqual({
      kind: 'send',
      record: hurry,
    });
    expect(decide(readFiling(letterKey, []), candidate, first)).toEqual({ kind: 'send', record: candidate });
  });
});

describe('a claim', () => {
  const rejected = async () => {
    const ledger = memoryLedger();
    await ledger.claim(letterKey, sent());
    await ledger.settle(letterKey, sent(), refused);
    return ledger;
  };

  it('is one write where nobody has the reference, and nothing is read', async () => {
    const ledger = memoryLedger();
    expect(await claim(ledger, letterKey, sent(), first)).toEqual({ kind: 'send', record: sent() });
    expect(ledger.reads).toBe(0);
    expect(await ledger.records(letterKey)).toEqual([sent()]);
  });

  it('[H7-T5] of a message that a crash left behind needs no other', async () => {
    const ledger = memoryLedger();
    await ledger.claim(letterKey, sent());
    const again = await claim(ledger, letterKey, candidate, { id: 'q-1', receiveCount: 2 });
    expect(again).toMatchObject({ kind: 'again', record: sent() });
    expect(await ledger.records(letterKey)).toHaveLength(1);
  });

  it('fails where the reference is under way', async () => {
    const ledger = memoryLedger();
    await ledger.claim(letterKey, sent());
    expect(await claim(ledger, letterKey, candidate, first)).toMatchObject({ kind: 'duplicate' });
  });

  it('[H7-E400] of a correction is written like a first one', async () => {
    const ledger = await rejected();
    const record = { ...corrected, attempt: 2 };
    expect(await claim(ledger, letterKey, corrected, first)).toEqual({ kind: 'send', record });
    expect(await ledger.sent(letterKey, record)).toEqual(record);
  });

  it('of a correction fails where another correction was first', async () => {
    const ledger = await rejected();
    const other = sent({ attempt: 2, at: '2026-11-22T09:30:00.000Z', messageId: 'm-3', platform: 'shop-3' });
    const raced: Ledger = {
      ...ledger,
      async records(key) {
        const before = await ledger.records(key);
        await ledger.claim(key, other);
        return before;
      },
    };
    expect(await claim(raced, letterKey, corrected, first)).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'sent', platform: 'shop-3' },
    });
  });
});

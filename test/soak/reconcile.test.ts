import { describe, expect, it } from 'vitest';
import { readFiling } from '../../functions/ledger/filing.ts';
import { outboxDigest } from '../../functions/ledger/submission-digest.ts';
import type { SeenCall } from '../support/faulty-customs.ts';
import { parked } from '../support/parked.ts';
import { declarationKey, received, sent } from '../support/records.ts';
import { filed } from '../support/submissions.ts';
import type { Books } from './books.ts';
import { misplaced } from './reconcile.ts';

const { reference } = declarationKey;
const text = filed(reference);
const record = sent({ digest: outboxDigest(text, 'delta-h7') });
const call: SeenCall = {
  ...{ at: 1_000, endedAt: 1_050, pid: 7, path: '/dh7/declarations/creer', reference, messageId: record.messageId },
  ...{ fault: undefined, arrived: true, heard: 200 },
};
/** A creation that was submitted, claimed and taken, and has no answer yet. */
function books(more: Partial<Books> = {}, records = [record]): Books {
  const about = { kind: 'declaration', reference, message: 'Creation_H7' } as const;
  return {
    ...{ submitted: [{ atMs: 0, text, about }], seen: [call], kills: [], callbacks: [], unreadable: [], told: [] },
    ...{ filings: [{ key: declarationKey, filing: readFiling(declarationKey, records).filing, records }], left: {} },
    ...more,
  };
}
/** A consultation that went out under this id, and holds the replies of customs with these ids. */
function consultation(id: string, messageId: string, replies: readonly string[] = []): Books['filings'][number] {
  const key = { authority: 'delta-h7', kind: 'consultation', reference: id } as const;
  const asked = sent({ message: 'Consult_H7', messageId, digest: outboxDigest(text, 'delta-h7') });
  const header = { messageDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]' };
  const empty = replies.map((reply) =>
    received('Response_Consult_H7', { header: { ...header, messageId: reply }, ...{ declarations: [] } }),
  );
  const records = [asked, ...empty];
  return { key, filing: readFiling(key, records).filing, records };
}
/** A reply of customs to a message, which names no declaration. */
const reply = (messageId: string, answers: string): Books['callbacks'][number] => ({
  ...{ at: new Date(0), path: '/dh7/consultations', message: 'Response_Consult_H7', messageId, answers },
  ...{ lrn: undefined, operatorRequestReference: undefined, body: {}, status: 200, attempts: 1, outcome: 'done' },
});
const kindsOf = (one: Books) => misplaced(one).map(({ kind }) => kind);

describe('what is not where it should be after a soak', () => {
  it('is what has no answer', () => {
    expect(misplaced(books())).toEqual([{ kind: 'unfinished', what: `declaration ${reference} is sent` }]);
  });

  it('is a consultation without an answer, unless the reply to it lies with another one', () => {
    const asked = record.messageId;
    const found = (other: readonly string[], callbacks: Books['callbacks']) =>
      misplaced(books({ filings: [consultation('c-1', 'm-9', other), consultation('c-2', asked)], callbacks }))
        .filter(({ kind }) => kind === 'unfinished')
        .map(({ what }) => what);
    const isNamed = ['consultation c-2 is sent'];
    expect(found(['r-1'], [reply('r-1', 'm-9')])).toEqual(isNamed);
    expect(found(['r-1', 'r-2'], [reply('r-1', 'm-9'), reply('r-2', 'm-9')])).toEqual(isNamed);
    expect(found(['r-1', 'r-2'], [reply('r-1', 'm-9'), reply('r-2', asked)])).toEqual([]);
  });

  it('is a consultation that was never asked, unless it took the reply to another one', () => {
    const found = (answers: string) =>
      misplaced(books({ filings: [consultation('c-1', 'never-seen', ['r-1'])], callbacks: [reply('r-1', answers)] }))
        .filter(({ kind, what }) => kind === 'lost' && what.includes('c-1'))
        .map(({ what }) => what);
    expect(found('never-seen')).toEqual(['consultation c-1: Consult_H7 is claimed, and customs never saw it']);
    expect(found('m-2')).toEqual([]);
  });

  it('is what was submitted and is nowhere, and what customs never saw', () => {
    expect(kindsOf(books({ filings: [], seen: [] }))).toEqual(['lost']);
    expect(misplaced(books({ seen: [] }))[0]).toMatchObject({
      kind: 'lost',
      what: expect.stringContaining('never saw'),
    });
  });

  it('is what went again after a clear answer, unless the very process that had it was killed, or the answer was none', () => {
    const again = { ...call, at: 9_000, endedAt: 9_050 };
    expect(kindsOf(books({ seen: [call, again] }))).toContain('twice');
    expect(kindsOf(books({ seen: [call, again], kills: [{ at: 1_100, pid: 8, of: 'send' }] }))).toContain('twice');
    expect(kindsOf(books({ seen: [call, again], kills: [{ at: 1_100, pid: 7, of: 'send' }] }))).not.toContain('twice');
    // Noted after the end of its process, or by a process that nobody knows.
    expect(kindsOf(books({ seen: [call, again], kills: [{ at: 500, pid: 7, of: 'send' }] }))).not.toContain('twice');
    const unknown = { ...call, pid: undefined };
    expect(kindsOf(books({ seen: [unknown, again] }))).toContain('twice');
    expect(kindsOf(books({ seen: [unknown, again], kills: [{ at: 900, pid: 7, of: 'send' }] }))).not.toContain('twice');
    expect(kindsOf(books({ seen: [{ ...call, heard: undefined }, again] }))).not.toContain('twice');
    expect(kindsOf(books({ seen: [call, { ...again, messageId: 'm-2' }] }))).toContain('twice');
  });

  it('is what is still parked, what was published and is not so, and what lies on a queue', () => {
    const waiting = books({}, [sent({ digest: outboxDigest(text, 'delta-h7'), settlement: parked() })]);
    expect(misplaced(waiting).map(({ what }) => what)).toContain(
      `declaration ${reference}: Creation_H7 is still parked`,
    );
    const outcome = {
      id: `refused/delta-h7/declaration/${reference}/Creation_H7/1/m-1`,
      at: '',
      authority: 'delta-h7',
      message: 'Creation_H7',
      reference,
    } as const;
    const told = [
      { ...outcome, outcome: 'refused', messageId: 'm-1', kind: 'declaration', platform: 'shop-1' } as const,
    ];
    expect(kindsOf(books({ told }))).toContain('published wrongly');
    expect(kindsOf(books({ left: { outbox: 1 } }))).toContain('left over');
  });
});

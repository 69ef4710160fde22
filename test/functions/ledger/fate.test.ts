import { describe, expect, it } from 'vitest';
import { mayBeSubmittedAgain, reachedSince } from '../../../functions/ledger/fate.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { resumption } from '../../../functions/ledger/items.ts';
import type { FilingKey, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { filingStatuses } from '../../../schemas/filing.ts';
import { clear, fateTable, resumed, settledAt, unclear } from '../../support/fates.ts';
import { parked } from '../../support/parked.ts';
import { complaint, news, receipt, technicalError, twice, wrong } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { letterKey, received, requestKey, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const questionKey: FilingKey = { authority: TOY, kind: 'consultation', reference: 'm-1' };

/** Each message with its answer, as fates distinguish them. */
const messages = [
  ['Letter', letterKey, paths.complaints, received('Receipt', receipt())],
  ['Reminder', letterKey, paths.complaints, received('Receipt', receipt())],
  ['Hurry', letterKey, paths.hurryComplaints, received('News', news({ state: 'TAKEN' }))],
  ['Recall', requestKey, paths.requestComplaints, received('Registered', receipt())],
  ['Change', requestKey, paths.requestComplaints, received('Registered', receipt())],
  ['Ask', questionKey, paths.complaints, received('Reply', receipt())],
] as const;

describe.each(messages)('the fate of a %s', (message, key, path, answer) => {
  const provesArrival = message === 'Letter' || message === 'Reminder';

  it.each(fateTable)('[F1] [F2] that was %s', (_, send, fates) => {
    const at = send.resumedAt ? '2026-11-22T09:01:06.000Z' : '2026-11-22T09:00:06.000Z';
    const error = (errors: AuthorityError[]) => received('Complaint', complaint(errors), { path, at });
    const came: (ReceivedRecord | undefined)[] = [
      undefined,
      { ...answer, at },
      error([wrong]),
      error([technicalError]),
      error([twice]),
    ];
    const record = sent({ message, ...send });
    const found = came.map((one) => readFiling(key, one ? [record, one] : [record]).statusOf(record));
    const [, , functional] = fates;
    // No error says of the other messages that the authority has them already.
    expect(found).toEqual(provesArrival ? fates : [...fates.slice(0, 4), functional]);
  });
});

describe('an error', () => {
  const error = (errors: AuthorityError[], at: string) => received('Complaint', complaint(errors), { at });
  const fate = (send: Partial<SentRecord>, ...came: ReceivedRecord[]) =>
    readFiling(letterKey, [sent(send), ...came]).statusOf(sent(send));

  it('that came before a message was taken up again counts where that had arrived, unless it was technical', () => {
    const before = '2026-11-22T09:00:06.000Z';
    expect(fate(resumed(unclear), error([wrong], before))).toBe('rejected');
    expect(fate(resumed(unclear), error([technicalError], before))).toBe('sent');
    expect(fate(resumed(clear), error([wrong], before))).toBe('sent');
  });

  it('about an earlier message is none of one that waited before its first call, however late it comes', () => {
    const parkedFirst = { ...resumption(sent({ settlement: parked() }), '2026-11-22T10:00:00.000Z') };
    const send = { attempt: 2, ...parkedFirst, settlement: { ...unclear, at: '2026-11-22T10:00:30.000Z' } };
    expect(reachedSince(sent(send))).toBe('2026-11-22T10:00:00.000Z');
    expect(fate(send, error([wrong], '2026-11-22T09:30:00.000Z'))).toBe('waiting');
    expect(fate(send, error([wrong], '2026-11-22T10:00:10.000Z'))).toBe('rejected');
  });

  it('that proves an arrival does not outweigh a failure after it', () => {
    const heldAgain = resumed(unclear, { settlement: { ...clear, at: settledAt } });
    const proof = error([twice], '2026-11-22T09:01:03.000Z');
    const failure = { ...error([technicalError], '2026-11-22T09:01:04.000Z'), messageId: 'e-2' };
    expect(fate(heldAgain, proof)).toBe('sent');
    expect(fate(heldAgain, proof, failure)).toBe('waiting');
    expect(fate(resumed(unclear), proof, failure)).toBe('failed');
  });
});

it('[F24] [H7-E400] only what was turned down may be submitted again, and a text that was refused never', () => {
  const may = (wasRefused: boolean) => filingStatuses.filter((fate) => mayBeSubmittedAgain(fate, wasRefused));
  expect(may(false)).toEqual(['refused', 'rejected', 'failed']);
  expect(may(true)).toEqual([]);
});

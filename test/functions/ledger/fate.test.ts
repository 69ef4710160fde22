import { describe, expect, it } from 'vitest';
import { mayBeSubmittedAgain, reachedSince } from '../../../functions/ledger/fate.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { resumption } from '../../../functions/ledger/items.ts';
import type { FilingKey, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { filingStatuses } from '../../../schemas/filing.ts';
import { errorMessage, functionalError, response } from '../../support/messages.ts';
import { parked } from '../../support/parked.ts';
import { declarationKey, received, requestKey, sent, technicalError } from '../../support/records.ts';

const consultationKey: FilingKey = { authority: 'delta-h7', kind: 'consultation', reference: 'm-1' };
const wrongItems = { errorType: 15, errorCode: 'H7_NAT_001', errorPointer: 'items' };

/** Each message with its answer, as fates distinguish them. */
const messages = [
  ['Creation_H7', declarationKey, toOperator.declarationErrors, received('Response_H7', response())],
  ['Fallback_H7', declarationKey, toOperator.declarationErrors, received('Response_H7', response())],
  ['Validation_H7', declarationKey, toOperator.validationErrors, received('State_H7', response({ state: 'VLD' }))],
  ...(['Request_Invalidation_H7', 'Request_Amendment_H7'] as const).map(
    (message) =>
      [message, requestKey, toOperator.requestErrors, received('Response_Registration_H7', registration())] as const,
  ),
  ['Consult_H7', consultationKey, toOperator.declarationErrors, received('Response_Consult_H7', response())],
] as const;

function registration() {
  return {
    header: { messageDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]', messageId: 'r-1' },
    request: { operatorRequestReference: 'REQ-1', customsRequestReference: '77' },
    ...{ requestState: { state: 'ENR', stateDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]' } },
  };
}

const unclear = parked({ mayHaveArrived: true });
const clear = parked({ httpStatus: 429 });
const resumedAt = '2026-11-22T09:01:01.000Z';
const settledAt = '2026-11-22T09:01:02.000Z';
/** A send as it is taken up again after it was settled so. */
const resumed = (settlement: SentRecord['settlement'], more: Partial<SentRecord> = {}): Partial<SentRecord> => ({
  ...resumption(sent({ ...(settlement && { settlement }) }), resumedAt),
  ...more,
});
const refused = { verdict: 'refused', httpStatus: 400, error: {}, at: settledAt } as const;
const arrived = { verdict: 'arrived', at: settledAt } as const;
const failedOnce = parked({ httpStatus: 200, technicalFailures: 1 });

type Row = [state: string, send: Partial<SentRecord>, fates: [string, string, string, string, string]];
/** The fate by what came: nothing, an answer, a functional error, a technical one, or that the reference is taken. */
const table: Row[] = [
  ['claimed', {}, ['sent', 'answered', 'rejected', 'failed', 'rejected']],
  ['repeated', { mayHaveArrived: true }, ['sent', 'answered', 'rejected', 'failed', 'sent']],
  ['held, its answer lost', { settlement: unclear }, ['waiting', 'answered', 'rejected', 'waiting', 'rejected']],
  ['held, and not taken', { settlement: clear }, ['waiting', 'answered', 'waiting', 'waiting', 'waiting']],
  ['held after it failed', { settlement: failedOnce }, ['waiting', 'answered', 'rejected', 'waiting', 'rejected']],
  ['resumed after a lost answer', resumed(unclear), ['sent', 'answered', 'rejected', 'failed', 'sent']],
  ['resumed, not taken before', resumed(clear), ['sent', 'answered', 'rejected', 'failed', 'rejected']],
  [
    'held again, not taken after a lost answer',
    resumed(unclear, { settlement: { ...clear, at: settledAt } }),
    ['waiting', 'answered', 'rejected', 'waiting', 'sent'],
  ],
  [
    'held again, an answer lost after it was not taken',
    resumed(clear, { settlement: { ...unclear, at: settledAt } }),
    ['waiting', 'answered', 'rejected', 'waiting', 'rejected'],
  ],
  ['refused', { settlement: refused }, ['refused', 'answered', 'refused', 'refused', 'refused']],
  [
    'refused after a lost answer',
    resumed(unclear, { settlement: refused }),
    ['refused', 'answered', 'refused', 'refused', 'refused'],
  ],
  ['arrived', { settlement: arrived }, ['sent', 'answered', 'rejected', 'failed', 'rejected']],
  [
    'arrived after a lost answer',
    resumed(unclear, { settlement: arrived }),
    ['sent', 'answered', 'rejected', 'failed', 'sent'],
  ],
];

describe.each(messages)('the fate of a %s', (message, key, path, answer) => {
  const provesArrival = message === 'Creation_H7' || message === 'Fallback_H7';

  it.each(table)('[F1] [F2] [H7-E500t] that was %s', (_, send, fates) => {
    const at = send.resumedAt ? '2026-11-22T09:01:06.000Z' : '2026-11-22T09:00:06.000Z';
    const error = (errors: unknown[]) => received('Error_H7', errorMessage('FR26-TEST-1', errors), { path, at });
    const came: (ReceivedRecord | undefined)[] = [
      undefined,
      { ...answer, at },
      error([wrongItems]),
      error([technicalError]),
      error([functionalError()]),
    ];
    const record = sent({ message, ...send });
    const found = came.map((one) => readFiling(key, one ? [record, one] : [record]).statusOf(record));
    const [, , functional] = fates;
    // No error says of the other messages that the authority has them already.
    expect(found).toEqual(provesArrival ? fates : [...fates.slice(0, 4), functional]);
  });
});

describe('an error', () => {
  const error = (errors: unknown[], at: string) => received('Error_H7', errorMessage('FR26-TEST-1', errors), { at });
  const fate = (send: Partial<SentRecord>, ...came: ReceivedRecord[]) =>
    readFiling(declarationKey, [sent(send), ...came]).statusOf(sent(send));

  it('that came before a message was taken up again counts where that had arrived, unless it was technical', () => {
    const before = '2026-11-22T09:00:06.000Z';
    expect(fate(resumed(unclear), error([wrongItems], before))).toBe('rejected');
    expect(fate(resumed(unclear), error([technicalError], before))).toBe('sent');
    expect(fate(resumed(clear), error([wrongItems], before))).toBe('sent');
  });

  it('about an earlier message is none of one that waited before its first call, however late it comes', () => {
    const parkedFirst = { ...resumption(sent({ settlement: parked() }), '2026-11-22T10:00:00.000Z') };
    const send = { attempt: 2, ...parkedFirst, settlement: { ...unclear, at: '2026-11-22T10:00:30.000Z' } };
    expect(reachedSince(sent(send))).toBe('2026-11-22T10:00:00.000Z');
    expect(fate(send, error([wrongItems], '2026-11-22T09:30:00.000Z'))).toBe('waiting');
    expect(fate(send, error([wrongItems], '2026-11-22T10:00:10.000Z'))).toBe('rejected');
  });

  it('that proves an arrival does not outweigh a failure after it', () => {
    const heldAgain = resumed(unclear, { settlement: { ...clear, at: settledAt } });
    const proof = error([functionalError()], '2026-11-22T09:01:03.000Z');
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

import { beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../functions/authorities/authority.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { creation, errorMessage, submissionOf } from '../../support/messages.ts';
import { sendPorts } from '../../support/send-ports.ts';
import { dispatchText } from './support/dispatch-text.ts';

const LRN = 'FR26-TEST-1';
const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: LRN };

const CREATION = submissionOf(creation(LRN, 'D'));
const VALIDATION = submissionOf({ header: { lrn: LRN } }, { message: 'Validation_H7' });
const FALLBACK = submissionOf(
  {
    ...creation(),
    fallbackProcedureInformation: {
      manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
      fallbackReferenceNumber: '17',
    },
  },
  { message: 'Fallback_H7' },
);
const pointer = (message = 'Creation_H7', attempt = 1) => JSON.stringify({ resume: { ...key, message, attempt } });

/** A publish that fails after the record was written: the queue hands the message out again. */
describe('what could not be told', () => {
  let calls: number;
  let told: Outcome[];
  let verdict: Verdict;
  let isTopicThere: boolean;
  let ports: SendPorts;
  let ledger: ReturnType<typeof memoryLedger>;

  beforeEach(() => {
    calls = 0;
    told = [];
    isTopicThere = true;
    verdict = { kind: 'accepted', httpStatus: 200 };
    ledger = memoryLedger();
    let clock = Date.parse('2026-11-22T09:00:00.000Z');
    const now = () => {
      clock += 1000;
      return new Date(clock);
    };
    let uuids = 0;
    const uuid = () => {
      uuids += 1;
      return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}` as const;
    };
    const send = async () => {
      calls += 1;
      return verdict;
    };
    const publish = async (outcome: Outcome) => {
      if (!isTopicThere) throw new Error('no topic');
      told.push(outcome);
    };
    ports = sendPorts({ now, send, uuid }, { ledger, outcomes: { publish } });
  });

  const deliver = (text: string, id: string, receiveCount = 1, more: Partial<SendPorts> = {}) =>
    dispatchText(text, { id, receiveCount }, { ...ports, ...more });
  /** Delivers while nothing can be published, then again; returns what was published then. */
  async function afterFailure(text: string, id: string): Promise<Outcome[]> {
    isTopicThere = false;
    await expect(deliver(text, id)).rejects.toThrow('no topic');
    isTopicThere = true;
    const before = told.length;
    await deliver(text, id, 2);
    return told.slice(before);
  }
  const unavailable: Verdict = {
    kind: 'unavailable',
    cause: 'http-500',
    httpStatus: 500,
    error: {},
    mayHaveArrived: true,
  };
  const refused: Verdict = { kind: 'refused', httpStatus: 400, error: { errorCode: 'BAD' } };

  it('of a submission that is never sent is told when it comes again', async () => {
    const once = await afterFailure(submissionOf({ header: { lrn: LRN } }), 'q-1');
    expect(once).toMatchObject([{ outcome: 'refused', reference: LRN }]);
  });

  it('[H7-E400] of a message that customs refused is told when it comes again, and it is sent once', async () => {
    verdict = refused;
    const once = await afterFailure(CREATION, 'q-1');
    expect(once).toMatchObject([{ outcome: 'refused', status: 'refused', errors: [{ errorCode: 'BAD' }] }]);
    await deliver(CREATION, 'q-1', 3);
    expect(told.map(({ id }) => id)).toEqual([once[0]?.id, once[0]?.id]);
    expect(calls).toBe(1);
  });

  it('[H7-E400] of a message that waited and was then refused is told when its pointer comes again', async () => {
    verdict = unavailable;
    await deliver(CREATION, 'q-1');
    verdict = refused;
    expect(await afterFailure(pointer(), 'p-1')).toMatchObject([
      { outcome: 'refused', errors: [{ errorCode: 'BAD' }] },
    ]);
    expect(calls).toBe(2);
  });

  it('of a message that turned out never to be sendable is told when its pointer comes again', async () => {
    await deliver(CREATION, 'q-1');
    await deliver(VALIDATION, 'q-2');
    const body = JSON.stringify(errorMessage(LRN));
    const at = '2026-11-22T09:00:30.000Z';
    const error = { type: 'received', message: 'Error_H7', at, messageId: 'e-1', body } as const;
    await ledger.receive(key, { ...error, path: toOperator.declarationErrors, drift: [] }, { fact: 'rejected' });
    expect(await afterFailure(pointer('Validation_H7'), 'p-1')).toMatchObject([
      { outcome: 'refused', message: 'Validation_H7' },
    ]);
  });

  it('of a message that waits is told when it comes again', async () => {
    await deliver(CREATION, 'q-1');
    const once = await afterFailure(VALIDATION, 'q-2');
    expect(once).toMatchObject([{ outcome: 'waiting', message: 'Validation_H7' }]);
    expect(once[0]?.errors?.[0]?.errorDescription).toMatch(/./);
  });

  it('of a duplicate is told when it comes again', async () => {
    await deliver(CREATION, 'q-1');
    expect(await afterFailure(CREATION, 'q-2')).toMatchObject([{ outcome: 'duplicate' }]);
  });

  it('[H7-X6] of a creation that its fallback withdrew is told when the fallback comes again, which goes once', async () => {
    verdict = unavailable;
    await deliver(CREATION, 'q-1');
    verdict = { kind: 'accepted', httpStatus: 200 };
    expect(await afterFailure(FALLBACK, 'q-2')).toMatchObject([{ outcome: 'refused', message: 'Creation_H7' }]);
    expect(calls).toBe(2);
  });

  it('of what was corrected meanwhile is told, and is not sent in its place', async () => {
    verdict = refused;
    isTopicThere = false;
    await expect(deliver(CREATION, 'q-1')).rejects.toThrow('no topic');
    isTopicThere = true;
    await deliver(submissionOf(creation(LRN, 'A')), 'q-2');
    await deliver(CREATION, 'q-1', 2);
    const [second, first] = told;
    expect([first?.outcome, second?.outcome]).toEqual(['refused', 'refused']);
    expect(first?.messageId).not.toBe(second?.messageId);
    expect(calls).toBe(2);
  });

  it('[H7-X6] a fallback that is parked withdraws the creation as well', async () => {
    verdict = unavailable;
    await deliver(CREATION, 'q-1');
    await deliver(FALLBACK, 'q-2', 1, { parking: { until: 0, reason: 'unavailable' } });
    expect(told).toMatchObject([{ outcome: 'refused', message: 'Creation_H7' }]);
    verdict = { kind: 'accepted', httpStatus: 200 };
    await deliver(pointer('Fallback_H7', 2), 'p-1');
    await deliver(pointer(), 'p-2');
    expect(calls).toBe(2);
  });
});

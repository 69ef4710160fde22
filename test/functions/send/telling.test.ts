import { beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../functions/authorities/authority.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { complaint, hurry, letter, submissionOf } from '../../support/toy/messages.ts';
import { sendPorts } from '../../support/toy/ports.ts';
import { letterKey as key, received } from '../../support/toy/records.ts';

const LETTER = submissionOf('Letter', letter());
const HURRY = submissionOf('Hurry', hurry());
const REMINDER = submissionOf('Reminder', letter());
const pointer = (message = 'Letter', attempt = 1) => JSON.stringify({ resume: { ...key, message, attempt } });

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
    const send = async () => {
      calls += 1;
      return verdict;
    };
    const publish = async (outcome: Outcome) => {
      if (!isTopicThere) throw new Error('no topic');
      told.push(outcome);
    };
    ports = sendPorts({ now, send }, { ledger, outcomes: { publish } });
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
    const once = await afterFailure(submissionOf('Letter', { id: 'L-1' }), 'q-1');
    expect(once).toMatchObject([{ outcome: 'refused', reference: 'L-1' }]);
  });

  it('[H7-E400] of a message that the authority refused is told when it comes again, and it is sent once', async () => {
    verdict = refused;
    const once = await afterFailure(LETTER, 'q-1');
    expect(once).toMatchObject([{ outcome: 'refused', status: 'refused', errors: [{ errorCode: 'BAD' }] }]);
    await deliver(LETTER, 'q-1', 3);
    expect(told.map(({ id }) => id)).toEqual([once[0]?.id, once[0]?.id]);
    expect(calls).toBe(1);
  });

  it('[H7-E400] of a message that waited and was then refused is told when its pointer comes again', async () => {
    verdict = unavailable;
    await deliver(LETTER, 'q-1');
    verdict = refused;
    expect(await afterFailure(pointer(), 'p-1')).toMatchObject([
      { outcome: 'refused', errors: [{ errorCode: 'BAD' }] },
    ]);
    expect(calls).toBe(2);
  });

  it('of a message that turned out never to be sendable is told when its pointer comes again', async () => {
    await deliver(LETTER, 'q-1');
    await deliver(HURRY, 'q-2');
    await ledger.receive(key, received('Complaint', complaint(), { at: '2026-11-22T09:00:30.000Z' }), {
      fact: 'rejected',
    });
    expect(await afterFailure(pointer('Hurry'), 'p-1')).toMatchObject([{ outcome: 'refused', message: 'Hurry' }]);
  });

  it('of a message that waits is told when it comes again', async () => {
    await deliver(LETTER, 'q-1');
    const once = await afterFailure(HURRY, 'q-2');
    expect(once).toMatchObject([{ outcome: 'waiting', message: 'Hurry' }]);
    expect(once[0]?.errors?.[0]?.errorDescription).toMatch(/./);
  });

  it('of a duplicate is told when it comes again', async () => {
    await deliver(LETTER, 'q-1');
    expect(await afterFailure(LETTER, 'q-2')).toMatchObject([{ outcome: 'duplicate' }]);
  });

  it('of a message that another superseded is told when that one comes again, which goes once', async () => {
    verdict = unavailable;
    await deliver(LETTER, 'q-1');
    verdict = { kind: 'accepted', httpStatus: 200 };
    expect(await afterFailure(REMINDER, 'q-2')).toMatchObject([{ outcome: 'refused', message: 'Letter' }]);
    expect(calls).toBe(2);
  });

  it('of what was corrected meanwhile is told, and is not sent in its place', async () => {
    verdict = refused;
    isTopicThere = false;
    await expect(deliver(LETTER, 'q-1')).rejects.toThrow('no topic');
    isTopicThere = true;
    await deliver(submissionOf('Letter', letter('L-1', { wish: 'a car' })), 'q-2');
    await deliver(LETTER, 'q-1', 2);
    const [second, first] = told;
    expect([first?.outcome, second?.outcome]).toEqual(['refused', 'refused']);
    expect(first?.messageId).not.toBe(second?.messageId);
    expect(calls).toBe(2);
  });

  it('of a message is told once that one which is parked superseded it', async () => {
    verdict = unavailable;
    await deliver(LETTER, 'q-1');
    await deliver(REMINDER, 'q-2', 1, { parking: { until: 0, reason: 'unavailable' } });
    expect(told).toMatchObject([{ outcome: 'refused', message: 'Letter' }]);
    verdict = { kind: 'accepted', httpStatus: 200 };
    await deliver(pointer('Reminder', 2), 'p-1');
    await deliver(pointer(), 'p-2');
    expect(calls).toBe(2);
  });
});

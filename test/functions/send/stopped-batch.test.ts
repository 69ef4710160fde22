import type { SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { Breaker } from '../../../functions/admission/state.ts';
import { initialState } from '../../../functions/admission/state.ts';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { sendBatch } from '../../../functions/send/batch.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { letter, submissionOf } from '../../support/toy/messages.ts';
import { batchPorts } from '../../support/toy/ports.ts';
import { letterKey } from '../../support/toy/records.ts';
import { VirtualClock } from '../../support/virtual/clock.ts';

const START = Date.parse('2026-11-22T09:00:00.000Z');
const INTERVAL = 1000;

/** Sends ten messages, one a second, on a lane that stops a moment after the third has gone. */
async function stopped(breaker: Breaker) {
  const clock = new VirtualClock(START);
  const ledger = memoryLedger();
  const seen = { sent: [] as string[], claimed: [] as number[] };
  const now = () => new Date(clock.now());
  const hasStopped = () => clock.now() > START + 2.5 * INTERVAL;
  const send = async ({ body }: OutgoingMessage): Promise<Verdict> => {
    seen.sent.push(JSON.parse(body).id);
    return { kind: 'accepted', httpStatus: 200 };
  };
  const ports = batchPorts(
    { now, send },
    {
      ledger: {
        ...ledger,
        claim: (key, record) => {
          seen.claimed.push(clock.now() - START);
          return ledger.claim(key, record);
        },
      },
      admission: {
        admit: async () => ({ kind: 'send', count: 10, start: START + 60, interval: INTERVAL }),
        report: async () => undefined,
        isSending: async () => !hasStopped(),
        state: async () => ({ ...initialState, ...(hasStopped() && { breaker }) }),
      },
      sleep: clock.sleep,
    },
  );
  const ids = Array.from({ length: 10 }, (_, n) => `L-${n}`);
  const records = ids.map(
    (id) =>
      ({
        messageId: `q-${id}`,
        receiptHandle: `r-${id}`,
        body: submissionOf('Letter', letter(id)),
        attributes: { ApproximateReceiveCount: '1' },
        messageAttributes: {},
      }) as unknown as SQSRecord,
  );
  const failures = sendBatch(records, { isFirst: false, hasTime: () => true }, ports);
  await clock.passUntil(START + 60_000);
  const waiting = await Promise.all(
    ids.map(async (id) => {
      const key = { ...letterKey, reference: id };
      return (await ledger.sent(key, { message: 'Letter', attempt: 1 }))?.settlement;
    }),
  );
  return { ...seen, failures: await failures, waiting };
}

describe('a batch under way when the lane stops for all', () => {
  const until = START + 90_000;

  it.each([
    ['another instance saw a 500', { state: 'open', cause: 'http-500', since: START, until }, 'http-500'],
    [
      'another instance tries',
      { state: 'probing', cause: 'http-500', since: START, owner: 'o', leaseUntil: until },
      'http-500',
    ],
    ['an operator paused it', { state: 'paused', reason: 'maintenance', since: START }, 'paused: maintenance'],
  ] as const)(
    '[H7-E500a, H7-S6] looks before each message, and parks the rest at once, for that reason: %s',
    async (_, breaker, reason) => {
      const { sent, claimed, failures, waiting } = await stopped(breaker);
      expect(sent).toEqual(['L-0', 'L-1', 'L-2']);
      expect(failures).toEqual([]);
      // They are not put back one after another, in turns in which nothing could be sent.
      expect(claimed.slice(3)).toEqual(Array.from({ length: 7 }, () => 3 * INTERVAL));
      for (const settlement of waiting.slice(3)) {
        expect(settlement).toMatchObject({
          verdict: 'parked',
          error: { errorDescription: expect.stringContaining(`waits: ${reason}`) },
          due: new Date(breaker.state === 'paused' ? START + 3 * INTERVAL + 60_000 : until).toISOString(),
        });
      }
    },
  );
});

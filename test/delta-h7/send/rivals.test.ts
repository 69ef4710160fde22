import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import { type FilingKey, keyAbout, type SentRecord } from '../../../functions/ledger/records.ts';
import { notifyMessage } from '../../../functions/notify/notify-message.ts';
import { parkedSends } from '../../../functions/notify/parked-sends.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { creation, errorMessage, fallback, response, submissionOf } from '../../support/messages.ts';
import { received, technicalError } from '../../support/records.ts';
import { slow } from '../../support/slow.ts';
import { amendment, invalidation } from '../../support/submissions.ts';
import { sendPorts } from './support/send-ports.ts';

const LRN = 'FR26-TEST-1';
const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: LRN };
const requestKey: FilingKey = { ...key, kind: 'request', reference: 'REQ-1' };
const CREATION = submissionOf(creation(LRN));
const FALLBACK = submissionOf(fallback(LRN), { message: 'Fallback_H7' });
const POINTER = JSON.stringify({ resume: { ...key, message: 'Creation_H7', attempt: 1 } });
const parking = { parking: { until: 0, reason: 'paused' } };
const accepted: Verdict = { kind: 'accepted', httpStatus: 200 };
const unavailable: Verdict = {
  ...{ kind: 'unavailable', cause: 'http-503', httpStatus: 503 },
  ...{ error: {}, mayHaveArrived: false },
};

describe('a creation and its fallback, or two requests, under one reference', () => {
  let clock: number;
  let calls: string[];
  let paths: string[];
  let told: Outcome[];
  let verdict: Verdict;
  let during: () => Promise<void>;
  let ledger: ReturnType<typeof memoryLedger>;
  let ports: SendPorts;
  let ids: number;

  beforeEach(() => {
    clock = Date.parse('2026-11-22T09:00:00.000Z');
    ids = 0;
    calls = [];
    paths = [];
    told = [];
    verdict = accepted;
    during = async () => {};
    ledger = memoryLedger();
    const now = () => {
      clock += 1000;
      return new Date(clock);
    };
    const uuid = () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}` as const;
    };
    const send = async ({ message, path }: OutgoingMessage) => {
      calls.push(message);
      paths.push(path);
      await during();
      return verdict;
    };
    ports = sendPorts(
      { now, send, uuid },
      { ledger, outcomes: { publish: async (outcome) => void told.push(outcome) } },
    );
  });

  const deliver = (
    text: string,
    more: Partial<SendPorts> = {},
    delivery: { id?: string; receiveCount?: number } = {},
  ) => {
    ids += 1;
    return dispatchText(text, { id: `q-${ids}`, receiveCount: 1, ...delivery }, { ...ports, ...more });
  };
  const read = async (of = key) => readFiling(of, await ledger.records(of));
  const sends = async () => (await ledger.records(key)).filter((one): one is SentRecord => one.type === 'sent');
  /** Hands out pointers as the notifier does after an answer. */
  const release = async (more: Partial<SendPorts> = {}) => {
    for (const { sent } of parkedSends(key, await ledger.records(key)))
      await deliver(JSON.stringify({ resume: { ...key, ...sent } }), more);
  };
  /** Hands out pointers to all that is parked as housekeeping does: by what its index knows. */
  const lookAtAll = async (more: Partial<SendPorts> = {}) => {
    for (const list of ['lane', 'declaration', 'alone'] as const)
      for await (const { key: of, sent } of ledger.due('delta-h7', '9', list))
        await deliver(JSON.stringify({ resume: { ...of, ...sent } }), more);
  };
  const receive = async (message: string, payload: { header: { messageId: string } }, of = key) => {
    clock += 1000;
    const record = received(message, payload, { at: new Date(clock).toISOString() });
    await ledger.receive(of, record, { fact: 'answered' });
    return record;
  };
  const answer = () => receive('Response_H7', response({ lrn: LRN }));
  const outcomes = () => told.map(({ outcome, message }) => `${outcome} ${message}`);

  it.each([
    ['a creation and a fallback', CREATION, FALLBACK],
    ['a fallback and a creation', FALLBACK, CREATION],
  ])('%s in one batch: one goes, however their steps mix', async (_, first, second) => {
    for (let mix = 0; mix < 60; mix += 1) {
      ledger = memoryLedger();
      calls = [];
      told = [];
      await Promise.all([
        deliver(first, { ledger: slow(ledger, mix) }),
        deliver(second, { ledger: slow(ledger, mix * 7 + 3) }),
      ]);
      ports = { ...ports, ledger };
      expect(calls).toHaveLength(1);
      const said = calls[0] === 'Creation_H7' ? 'waiting Fallback_H7' : 'duplicate Creation_H7';
      expect(outcomes()).toEqual([said]);
      await answer();
      await release();
      expect(calls).toHaveLength(1);
    }
  });

  it.each([
    ['at once', [() => deliver(FALLBACK)]],
    ['after it was parked', [() => deliver(FALLBACK, parking), () => lookAtAll()]],
    [
      'after a crash',
      [
        () =>
          deliver(FALLBACK, { ledger: { ...ledger, claim: () => Promise.reject(new Error('died')) } }).catch(() => {}),
        () => deliver(FALLBACK),
      ],
    ],
  ])('[H7-E500t] a fallback that goes %s knows that its creation may have arrived', async (_, steps) => {
    verdict = { ...unavailable, mayHaveArrived: true };
    await deliver(CREATION);
    verdict = accepted;
    for (const step of steps) await step();
    expect(calls).toEqual(['Creation_H7', 'Fallback_H7']);
    await receive('Error_H7', errorMessage(LRN));
    expect((await read()).filing.status).toBe('sent');
  });

  it('[H7-X6] withdraws a creation that waits once its fallback goes', async () => {
    verdict = { ...unavailable, mayHaveArrived: true };
    await deliver(CREATION);
    verdict = accepted;
    await deliver(FALLBACK);
    await deliver(POINTER);
    expect(paths).toEqual(['/declarations/creer', '/declarations/reprendre']);
    expect((await sends())[0]?.settlement).toMatchObject({ verdict: 'refused' });
  });

  it('[H7-X6] a fallback that is parked withdraws the creation as well', async () => {
    verdict = { ...unavailable, mayHaveArrived: true };
    await deliver(CREATION);
    await deliver(FALLBACK, parking);
    expect(told).toMatchObject([{ outcome: 'refused', message: 'Creation_H7' }]);
    verdict = accepted;
    await lookAtAll();
    await deliver(POINTER);
    expect(calls).toEqual(['Creation_H7', 'Fallback_H7']);
  });

  it('[H7-X6] of a creation that its fallback withdrew is told when the fallback comes again, which goes once', async () => {
    verdict = unavailable;
    await deliver(CREATION);
    verdict = accepted;
    const outcomes = { publish: () => Promise.reject(new Error('no topic')) };
    await expect(deliver(FALLBACK, { outcomes }, { id: 'f' })).rejects.toThrow('no topic');
    await deliver(FALLBACK, {}, { id: 'f', receiveCount: 2 });
    expect(told).toMatchObject([{ outcome: 'refused', message: 'Creation_H7' }]);
    expect(calls).toEqual(['Creation_H7', 'Fallback_H7']);
  });

  it('[H7-Etech] a creation on which customs failed is not sent again in place of a fallback that went since', async () => {
    await deliver(CREATION);
    const record = await receive('Error_H7', errorMessage(LRN, [technicalError]));
    await deliver(FALLBACK);
    await notifyMessage(
      { filing: filingId(key), entry: receivedEntry(record) },
      {
        ...ports,
        release: async () => {},
        overdueMinutes: {},
        technicalReplay: { 'delta-h7': { delaySeconds: 60, times: 2 } },
      },
    );
    expect((await sends())[0]?.settlement).toMatchObject({ verdict: 'parked' });
    await lookAtAll();
    expect(calls).toEqual(['Creation_H7', 'Fallback_H7']);
    expect((await sends())[0]?.settlement).toMatchObject({ verdict: 'refused' });
  });

  describe.each([
    ['an invalidation, then an amendment', invalidation('REQ-1', LRN), amendment('REQ-1', LRN)],
    ['an amendment, then an invalidation', amendment('REQ-1', LRN), invalidation('REQ-1', LRN)],
  ])('of one operatorRequestReference: %s', (_, first, second) => {
    beforeEach(async () => {
      await deliver(CREATION);
      await ledger.receive(
        keyAbout(requestKey, LRN),
        received('Response_H7', response({ lrn: LRN, mrn: '26FR0000000000TST5' })),
        { fact: 'answered', authorityReference: '2282319' },
      );
      calls = [];
    });

    it('the second is a duplicate while the first is in flight or parked', async () => {
      await deliver(first);
      await deliver(second);
      expect(calls).toHaveLength(1);
      expect(told).toMatchObject([{ outcome: 'duplicate', reference: 'REQ-1' }]);
    });

    it('in one batch one goes, however their steps mix', async () => {
      const records = await ledger.records(key);
      for (let mix = 0; mix < 60; mix += 1) {
        ledger = memoryLedger();
        for (const record of records)
          if (record.type === 'sent') await ledger.claim(key, record);
          else if (record.type === 'received')
            await ledger.receive(key, record, { fact: 'answered', authorityReference: '2282319' });
        calls = [];
        await Promise.all([
          deliver(first, { ledger: slow(ledger, mix) }),
          deliver(second, { ledger: slow(ledger, mix * 7 + 3) }),
        ]);
        expect(calls).toHaveLength(1);
      }
    });
  });
});

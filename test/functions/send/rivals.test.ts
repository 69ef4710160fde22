import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import { type FilingKey, keyAbout, type SentRecord } from '../../../functions/ledger/records.ts';
import { notifyCallback } from '../../../functions/notify/notify-callback.ts';
import { parkedSends } from '../../../functions/notify/parked-sends.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { creation, errorMessage, fallback, response, sentHeader, submissionOf } from '../../support/messages.ts';
import { parked, received, sent, technicalError } from '../../support/records.ts';
import { sendPorts } from '../../support/send-ports.ts';
import { amendment, invalidation } from '../../support/submissions.ts';

const LRN = 'FR26-TEST-1';
const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: LRN };
const requestKey: FilingKey = { ...key, kind: 'request', reference: 'REQ-1' };
const CREATION = submissionOf(creation(LRN));
const FALLBACK = submissionOf(fallback(LRN), { message: 'Fallback_H7' });
const parking = { parking: { until: 0, reason: 'paused' } };
const accepted: Verdict = { kind: 'accepted', httpStatus: 200 };
const unavailable: Verdict = {
  ...{ kind: 'unavailable', cause: 'http-503', httpStatus: 503 },
  ...{ error: {}, mayHaveArrived: false },
};
const wrongItems = { errorType: 15, errorCode: 'H7_NAT_001', errorPointer: 'items' };

describe('two messages that each begin a filing under one reference', () => {
  let clock: number;
  let calls: string[];
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
    const send = async ({ message }: OutgoingMessage) => {
      calls.push(message);
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
  const reject = () => receive('Error_H7', errorMessage(LRN, [wrongItems]));
  const outcomes = () => told.map(({ outcome, message }) => `${outcome} ${message}`);

  it('a creation is a duplicate once a fallback was answered, and while it is in flight or parked', async () => {
    for (const [lrn, before] of [
      ['L-1', answer],
      ['L-2', async () => {}],
    ] as const) {
      await deliver(submissionOf(fallback(lrn), { message: 'Fallback_H7' }));
      if (before === answer) await receive('Response_H7', response({ lrn }), { ...key, reference: lrn });
      await deliver(submissionOf(creation(lrn)));
      const kept = await ledger.records({ ...key, reference: lrn });
      expect(kept.filter(({ type }) => type === 'duplicate')).toMatchObject([{ message: 'Creation_H7' }]);
    }
    await deliver(FALLBACK, parking);
    await deliver(CREATION);
    expect(calls).toEqual(['Fallback_H7', 'Fallback_H7']);
    expect(outcomes()).toEqual(Array(3).fill('duplicate Creation_H7'));
  });

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

  it('a fallback waits for the end of a creation that customs took, and is refused where that is answered', async () => {
    await deliver(CREATION);
    await deliver(FALLBACK);
    expect(outcomes()).toEqual(['waiting Fallback_H7']);
    expect((await read()).filing.status).toBe('sent');
    await lookAtAll();
    expect(calls).toEqual(['Creation_H7']);
    await answer();
    await release();
    expect(outcomes()).toEqual(['waiting Fallback_H7', 'refused Fallback_H7']);
    expect(calls).toEqual(['Creation_H7']);
  });

  it('a fallback that waited goes where the creation was rejected, and a creation does not while it waits', async () => {
    await deliver(CREATION);
    await deliver(FALLBACK);
    await reject();
    await deliver(submissionOf(creation(LRN, 'D')));
    expect(outcomes()).toEqual(['waiting Fallback_H7', 'duplicate Creation_H7']);
    await release();
    expect(calls).toEqual(['Creation_H7', 'Fallback_H7']);
    expect((await read()).filing.status).toBe('sent');
  });

  it('a fallback waits for a creation that is being sent, and takes its place where customs did not take it', async () => {
    verdict = unavailable;
    during = () => deliver(FALLBACK);
    await deliver(CREATION);
    during = async () => {};
    verdict = accepted;
    expect(calls).toEqual(['Creation_H7']);
    await lookAtAll(parking);
    expect(outcomes()).toEqual(['waiting Fallback_H7', 'refused Creation_H7']);
    await lookAtAll();
    expect(calls).toEqual(['Creation_H7', 'Fallback_H7']);
  });

  it('a parked creation is superseded when its fallback is claimed, also on a paused lane', async () => {
    await deliver(CREATION, parking);
    const pointer = JSON.stringify({ resume: { ...key, message: 'Creation_H7', attempt: 1 } });
    await deliver(FALLBACK, parking);
    expect(outcomes()).toEqual(['refused Creation_H7']);
    await deliver(pointer);
    await lookAtAll();
    expect(calls).toEqual(['Fallback_H7']);
    await deliver(pointer);
    expect(calls).toEqual(['Fallback_H7']);
  });

  it('a fallback that is claimed while its creation is taken up waits for it', async () => {
    await deliver(CREATION, parking);
    const pointer = JSON.stringify({ resume: { ...key, message: 'Creation_H7', attempt: 1 } });
    for (let mix = 0; mix < 60; mix += 1) {
      const before = ledger;
      ledger = memoryLedger();
      for (const record of await before.records(key)) if (record.type === 'sent') await ledger.claim(key, record);
      calls = [];
      await Promise.all([
        deliver(pointer, { ledger: slow(ledger, mix) }),
        deliver(FALLBACK, { ledger: slow(ledger, mix * 7 + 3) }),
      ]);
      expect(calls).toHaveLength(1);
      ledger = before;
    }
  });

  it('a creation that a crashed fallback superseded stays so, and the fallback goes when it is handed out again', async () => {
    await deliver(CREATION, parking);
    const dying = { ...ledger, claim: () => Promise.reject(new Error('died')) };
    await expect(deliver(FALLBACK, { ledger: dying }, { id: 'f' })).rejects.toThrow('died');
    await deliver(FALLBACK, {}, { id: 'f', receiveCount: 2 });
    await lookAtAll();
    expect(calls).toEqual(['Fallback_H7']);
    expect(new Set(outcomes())).toEqual(new Set(['refused Creation_H7']));
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

  it('a creation that was superseded goes as it was once its fallback was rejected', async () => {
    await deliver(CREATION, parking);
    await deliver(FALLBACK);
    await reject();
    await deliver(CREATION);
    expect(calls).toEqual(['Fallback_H7', 'Creation_H7']);
  });

  it('a parked fallback is refused where its creation turns out to have arrived', async () => {
    verdict = { ...unavailable, mayHaveArrived: true };
    await deliver(CREATION);
    await deliver(FALLBACK, parking);
    await answer();
    await lookAtAll();
    expect(outcomes()).toEqual(['refused Creation_H7', 'refused Fallback_H7']);
  });

  it('a fallback that was claimed under its own name, as it once was, is no other, and its pointer is understood', async () => {
    const body = JSON.stringify({ ...fallback(LRN), header: sentHeader(LRN) });
    const before = sent({ message: 'Fallback_H7', body, settlement: parked() });
    await ledger.claim(key, before);
    await deliver(FALLBACK);
    expect(outcomes()).toEqual(['duplicate Fallback_H7']);
    await lookAtAll();
    expect(calls).toEqual(['Fallback_H7']);
  });

  it.each([
    ['a creation goes after a rejected fallback', FALLBACK, CREATION],
    ['a fallback goes after a rejected creation', CREATION, FALLBACK],
  ])('%s, and each may be corrected', async (_, first, second) => {
    await deliver(first);
    await reject();
    await deliver(second);
    expect(calls).toHaveLength(2);
    expect((await sends()).map(({ attempt }) => attempt)).toEqual([1, 2]);
    await receive('Error_H7', errorMessage(LRN, [wrongItems], 'e-2'));
    await deliver(first.replace('Camille', 'Chantal'));
    expect(calls).toHaveLength(3);
    expect(outcomes()).toEqual([]);
  });

  it('[H7-Etech] a creation on which customs failed is not sent again in place of a fallback that went since', async () => {
    await deliver(CREATION);
    const record = await receive('Error_H7', errorMessage(LRN, [technicalError]));
    await deliver(FALLBACK);
    await notifyCallback(
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

    it('the second is a duplicate where both are parked, and the first goes', async () => {
      await deliver(first, parking);
      await deliver(second, parking);
      await lookAtAll();
      expect(calls).toHaveLength(1);
      expect(first).toContain(calls[0]);
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

/** A ledger whose every call takes a while, before and after: by the number, another while each time. */
function slow<Ledger extends object>(ledger: Ledger, number: number): Ledger {
  let state = number + 1;
  const pause = async () => {
    state = (state * 48271) % 2147483647;
    for (let left = state % 4; left > 0; left -= 1) await turn();
  };
  return new Proxy(ledger, {
    get(target, name) {
      const member = target[name as keyof Ledger];
      if (typeof member !== 'function' || name === 'due' || name === 'recent') return member;
      return async (...given: unknown[]) => {
        await pause();
        const result = await member.apply(target, given);
        await pause();
        return result;
      };
    },
  });
}

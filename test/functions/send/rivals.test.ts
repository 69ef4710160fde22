import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import { keyAbout, type SentRecord } from '../../../functions/ledger/records.ts';
import { notifyMessage } from '../../../functions/notify/notify-message.ts';
import { parkedSends } from '../../../functions/notify/parked-sends.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { parked } from '../../support/parked.ts';
import { slow } from '../../support/slow.ts';
import * as toy from '../../support/toy/messages.ts';
import { submissionOf } from '../../support/toy/messages.ts';
import { sendPorts } from '../../support/toy/ports.ts';
import { letterKey as key, received, requestKey, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const LETTER = submissionOf('Letter', toy.letter());
const REMINDER = submissionOf('Reminder', toy.letter());
const CORRECTED = submissionOf('Letter', toy.letter('L-1', { wish: 'a car' }));
const RECALL = submissionOf('Recall', toy.recall('REQ-1', 'L-1'));
const CHANGE = submissionOf('Change', toy.change('REQ-1'));
const parking = { parking: { until: 0, reason: 'paused' } };
const accepted: Verdict = { kind: 'accepted', httpStatus: 200 };
const unavailable: Verdict = {
  ...{ kind: 'unavailable', cause: 'http-503', httpStatus: 503 },
  ...{ error: {}, mayHaveArrived: false },
};
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
    const send = async ({ message }: OutgoingMessage) => {
      calls.push(message);
      await during();
      return verdict;
    };
    ports = sendPorts({ now, send }, { ledger, outcomes: { publish: async (outcome) => void told.push(outcome) } });
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
      for await (const { key: of, sent } of ledger.due(TOY, '9', list))
        await deliver(JSON.stringify({ resume: { ...of, ...sent } }), more);
  };
  const receive = async (message: string, payload: { header: { messageId: string } }, of = key) => {
    clock += 1000;
    const record = received(message, payload, { at: new Date(clock).toISOString() });
    await ledger.receive(of, record, { fact: 'answered' });
    return record;
  };
  const answer = () => receive('Receipt', toy.receipt());
  const reject = () => receive('Complaint', toy.complaint());
  const outcomes = () => told.map(({ outcome, message }) => `${outcome} ${message}`);

  it('a letter is a duplicate once a reminder was answered, and while it is in flight or parked', async () => {
    for (const [id, before] of [
      ['L-8', answer],
      ['L-9', async () => {}],
    ] as const) {
      await deliver(submissionOf('Reminder', toy.letter(id)));
      if (before === answer) await receive('Receipt', toy.receipt({ id }), { ...key, reference: id });
      await deliver(submissionOf('Letter', toy.letter(id)));
      const kept = await ledger.records({ ...key, reference: id });
      expect(kept.filter(({ type }) => type === 'duplicate')).toMatchObject([{ message: 'Letter' }]);
    }
    await deliver(REMINDER, parking);
    await deliver(LETTER);
    expect(calls).toEqual(['Reminder', 'Reminder']);
    expect(outcomes()).toEqual(Array(3).fill('duplicate Letter'));
  });

  it.each([
    ['a letter and a reminder', LETTER, REMINDER],
    ['a reminder and a letter', REMINDER, LETTER],
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
      const said = calls[0] === 'Letter' ? 'waiting Reminder' : 'duplicate Letter';
      expect(outcomes()).toEqual([said]);
      await answer();
      await release();
      expect(calls).toHaveLength(1);
    }
  });

  it('a reminder waits for the end of a letter that the authority took, and is refused where that is answered', async () => {
    await deliver(LETTER);
    await deliver(REMINDER);
    expect(outcomes()).toEqual(['waiting Reminder']);
    expect((await read()).filing.status).toBe('sent');
    await lookAtAll();
    expect(calls).toEqual(['Letter']);
    await answer();
    await release();
    expect(outcomes()).toEqual(['waiting Reminder', 'refused Reminder']);
    expect(calls).toEqual(['Letter']);
  });

  it('a reminder that waited goes where the letter was rejected, and a letter does not while it waits', async () => {
    await deliver(LETTER);
    await deliver(REMINDER);
    await reject();
    await deliver(CORRECTED);
    expect(outcomes()).toEqual(['waiting Reminder', 'duplicate Letter']);
    await release();
    expect(calls).toEqual(['Letter', 'Reminder']);
    expect((await read()).filing.status).toBe('sent');
  });

  it('a reminder waits for a letter that is being sent, and takes its place where the authority did not take it', async () => {
    verdict = unavailable;
    during = () => deliver(REMINDER);
    await deliver(LETTER);
    during = async () => {};
    verdict = accepted;
    expect(calls).toEqual(['Letter']);
    await lookAtAll(parking);
    expect(outcomes()).toEqual(['waiting Reminder', 'refused Letter']);
    await lookAtAll();
    expect(calls).toEqual(['Letter', 'Reminder']);
  });

  it('a parked letter is superseded when its reminder is claimed, also on a paused lane', async () => {
    await deliver(LETTER, parking);
    const pointer = JSON.stringify({ resume: { ...key, message: 'Letter', attempt: 1 } });
    await deliver(REMINDER, parking);
    expect(outcomes()).toEqual(['refused Letter']);
    await deliver(pointer);
    await lookAtAll();
    expect(calls).toEqual(['Reminder']);
    await deliver(pointer);
    expect(calls).toEqual(['Reminder']);
  });

  it('a reminder that is claimed while its letter is taken up waits for it', async () => {
    await deliver(LETTER, parking);
    const pointer = JSON.stringify({ resume: { ...key, message: 'Letter', attempt: 1 } });
    for (let mix = 0; mix < 60; mix += 1) {
      const before = ledger;
      ledger = memoryLedger();
      for (const record of await before.records(key)) if (record.type === 'sent') await ledger.claim(key, record);
      calls = [];
      await Promise.all([
        deliver(pointer, { ledger: slow(ledger, mix) }),
        deliver(REMINDER, { ledger: slow(ledger, mix * 7 + 3) }),
      ]);
      expect(calls).toHaveLength(1);
      ledger = before;
    }
  });

  it('a letter that a crashed reminder superseded stays so, and the reminder goes when it is handed out again', async () => {
    await deliver(LETTER, parking);
    const dying = { ...ledger, claim: () => Promise.reject(new Error('died')) };
    await expect(deliver(REMINDER, { ledger: dying }, { id: 'f' })).rejects.toThrow('died');
    await deliver(REMINDER, {}, { id: 'f', receiveCount: 2 });
    await lookAtAll();
    expect(calls).toEqual(['Reminder']);
    expect(new Set(outcomes())).toEqual(new Set(['refused Letter']));
  });

  it.each([
    ['at once', [() => deliver(REMINDER)]],
    ['after it was parked', [() => deliver(REMINDER, parking), () => lookAtAll()]],
    [
      'after a crash',
      [
        () =>
          deliver(REMINDER, { ledger: { ...ledger, claim: () => Promise.reject(new Error('died')) } }).catch(() => {}),
        () => deliver(REMINDER),
      ],
    ],
  ])('[H7-E500t] a reminder that goes %s knows that its letter may have arrived', async (_, steps) => {
    verdict = { ...unavailable, mayHaveArrived: true };
    await deliver(LETTER);
    verdict = accepted;
    for (const step of steps) await step();
    expect(calls).toEqual(['Letter', 'Reminder']);
    await receive('Complaint', toy.complaint([toy.twice]));
    expect((await read()).filing.status).toBe('sent');
  });

  it('a superseded message goes again unchanged once the message that took its place was rejected', async () => {
    await deliver(LETTER, parking);
    await deliver(REMINDER);
    await reject();
    await deliver(LETTER);
    expect(calls).toEqual(['Reminder', 'Letter']);
  });

  it('a parked reminder is refused where its letter turns out to have arrived', async () => {
    verdict = { ...unavailable, mayHaveArrived: true };
    await deliver(LETTER);
    await deliver(REMINDER, parking);
    await answer();
    await lookAtAll();
    expect(outcomes()).toEqual(['refused Letter', 'refused Reminder']);
  });

  it('a reminder that was claimed under its own name, as it once was, is no other, and its pointer is understood', async () => {
    const body = JSON.stringify({ ...toy.letter(), header: { messageId: 'm-1' } });
    const before = sent({ message: 'Reminder', body, settlement: parked() });
    await ledger.claim(key, before);
    await deliver(REMINDER);
    expect(outcomes()).toEqual(['duplicate Reminder']);
    await lookAtAll();
    expect(calls).toEqual(['Reminder']);
  });

  it.each([
    ['a letter goes after a rejected reminder', REMINDER, LETTER],
    ['a reminder goes after a rejected letter', LETTER, REMINDER],
  ])('%s, and each may be corrected', async (_, first, second) => {
    await deliver(first);
    await reject();
    await deliver(second);
    expect(calls).toHaveLength(2);
    expect((await sends()).map(({ attempt }) => attempt)).toEqual([1, 2]);
    await receive('Complaint', toy.complaint([toy.wrong], { messageId: 'e-2' }));
    await deliver(first.replace('a train', 'a boat'));
    expect(calls).toHaveLength(3);
    expect(outcomes()).toEqual([]);
  });

  it('[H7-Etech] a letter on which the authority failed is not sent again in place of a reminder that went since', async () => {
    await deliver(LETTER);
    const record = await receive('Complaint', toy.complaint([toy.technicalError]));
    await deliver(REMINDER);
    await notifyMessage(
      { filing: filingId(key), entry: receivedEntry(record) },
      {
        ...ports,
        release: async () => {},
        overdueMinutes: {},
        technicalReplay: { [TOY]: { delaySeconds: 60, times: 2 } },
      },
    );
    expect((await sends())[0]?.settlement).toMatchObject({ verdict: 'parked' });
    await lookAtAll();
    expect(calls).toEqual(['Letter', 'Reminder']);
    expect((await sends())[0]?.settlement).toMatchObject({ verdict: 'refused' });
  });

  describe.each([
    ['a recall, then a change', RECALL, CHANGE],
    ['a change, then a recall', CHANGE, RECALL],
  ])('of two requests under one reference: %s', (_, first, second) => {
    beforeEach(async () => {
      await deliver(LETTER);
      const there = received('Receipt', toy.receipt());
      await ledger.receive(keyAbout(requestKey, 'L-1'), there, { fact: 'answered', authorityReference: '77' });
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
            await ledger.receive(key, record, { fact: 'answered', authorityReference: '77' });
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

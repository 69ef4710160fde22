import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { unpaced } from '../../../functions/authorities/calling/pace.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { NO_TURN } from '../../../functions/send/turns.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { limits } from '../../../schemas/shape.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { complaint, hurry, letter, receipt, submissionOf } from '../../support/toy/messages.ts';
import { sendPorts } from '../../support/toy/ports.ts';
import { letterKey as key, received } from '../../support/toy/records.ts';

const LETTER = submissionOf('Letter', letter());
const HURRY = submissionOf('Hurry', hurry());
const first = { id: 'q-1', receiveCount: 1 };

/** Sends with a ledger in memory and a toymaker with given answers. */
describe('what an outbox holds', () => {
  let ledger: ReturnType<typeof memoryLedger>;
  let sent: OutgoingMessage[];
  let told: Outcome[];
  let verdict: Verdict;
  let ports: SendPorts;

  beforeEach(() => {
    ledger = memoryLedger();
    sent = [];
    told = [];
    verdict = { kind: 'accepted', httpStatus: 200 };
    const now = () => new Date('2026-11-22T09:00:00.000Z');
    const send = async (message: OutgoingMessage) => {
      sent.push(message);
      return verdict;
    };
    ports = sendPorts({ now, send }, { ledger, outcomes: { publish: async (outcome) => void told.push(outcome) } });
  });

  const unavailable: Verdict = {
    kind: 'unavailable',
    cause: 'http-500',
    httpStatus: 500,
    error: {},
    mayHaveArrived: true,
  };
  const resume = (message = 'Letter') => JSON.stringify({ resume: { ...key, message, attempt: 1 } });

  it('goes again by one pointer of many, under the same messageId', async () => {
    verdict = unavailable;
    await dispatchText(LETTER, first, ports);
    verdict = { kind: 'accepted', httpStatus: 200 };
    await Promise.all(['p-1', 'p-2', 'p-3'].map((id) => dispatchText(resume(), { id, receiveCount: 1 }, ports)));
    expect(sent).toHaveLength(2);
    // The authority is told that the first try may have arrived; all else is the same.
    expect(sent[0]).toMatchObject({ mayHaveArrived: false });
    expect(sent[1]).toEqual({ ...sent[0], mayHaveArrived: true });
  });

  it('is not sent again by a pointer that is handed out twice, unless it is the one that took it up', async () => {
    verdict = unavailable;
    await dispatchText(LETTER, first, ports);
    verdict = { kind: 'accepted', httpStatus: 200 };
    await dispatchText(resume(), { id: 'p-1', receiveCount: 1 }, ports);
    await dispatchText(resume(), { id: 'p-2', receiveCount: 5 }, ports);
    expect(sent).toHaveLength(2);
    await dispatchText(resume(), { id: 'p-1', receiveCount: 2 }, ports);
    expect(sent).toHaveLength(3);
    expect(await ledger.sent(key, { message: 'Letter', attempt: 1 })).toMatchObject({ mayHaveArrived: true });
  });

  it('[F12] is kept with its text where its reference is taken, without changing what the filing is', async () => {
    await dispatchText(LETTER, first, ports);
    const other = submissionOf('Letter', letter(), { platform: 'shop-2' });
    for (let times = 0; times < 2; times += 1) await dispatchText(other, { id: 'q-2', receiveCount: 1 }, ports);
    expect(sent).toHaveLength(1);
    const records = await ledger.records(key);
    const duplicates = records.filter(({ type }) => type === 'duplicate');
    expect(duplicates).toMatchObject([{ message: 'Letter', platform: 'shop-2', body: other }]);
    expect(readFiling(key, records).filing).toMatchObject({
      status: 'sent',
      platform: 'shop-1',
      history: [{ outcome: 'sent' }, { outcome: 'duplicate', messageId: null }],
    });
  });

  it('[H7-E500a] asks for another turn before it is called again with a new token', async () => {
    const turns = [NO_TURN, { until: 0, reason: 'the lane has stopped' }];
    const asked: boolean[] = [];
    const { authority } = ports;
    ports.turn = async () => turns.shift() ?? NO_TURN;
    ports.authority = {
      ...authority,
      send: async (message, pace = unpaced) => {
        asked.push(await pace.further());
        return authority.send(message);
      },
    };
    await dispatchText(LETTER, first, ports);
    expect(asked).toEqual([false]);
  });

  it('is parked while nothing may be sent, and told to nobody as sent', async () => {
    await dispatchText(LETTER, first, {
      ...ports,
      parking: { until: Date.parse('2026-11-22T09:01:00Z'), reason: 'unavailable' },
    });
    expect(sent).toEqual([]);
    expect(await ledger.sent(key, { message: 'Letter', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'parked', due: '2026-11-22T09:01:00.000Z' },
    });
  });

  it('is parked where its sender died before the lane stopped', async () => {
    await dispatchText(LETTER, first, ports);
    await dispatchText(
      LETTER,
      { id: 'q-1', receiveCount: 2 },
      { ...ports, parking: { until: 0, reason: 'unavailable' } },
    );
    expect(sent).toHaveLength(1);
    expect(await ledger.sent(key, { message: 'Letter', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'parked' },
    });
  });

  it('withdraws a message that waits once another that supersedes it goes', async () => {
    verdict = unavailable;
    await dispatchText(LETTER, first, ports);
    verdict = { kind: 'accepted', httpStatus: 200 };
    const reminder = submissionOf('Reminder', letter());
    await dispatchText(reminder, { id: 'q-2', receiveCount: 1 }, ports);
    await dispatchText(resume(), { id: 'p-1', receiveCount: 1 }, ports);
    expect(sent.map(({ path }) => path)).toEqual(['/letters', '/reminders']);
    expect(await ledger.sent(key, { message: 'Letter', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'refused' },
    });
  });

  it('is refused, when its time comes, where what it awaited was rejected', async () => {
    await dispatchText(LETTER, first, ports);
    await dispatchText(HURRY, { id: 'q-2', receiveCount: 1 }, ports);
    await ledger.receive(key, received('Complaint', complaint()), { fact: 'rejected' });
    await dispatchText(resume('Hurry'), { id: 'p-1', receiveCount: 1 }, ports);
    expect(sent).toHaveLength(1);
    expect(await ledger.sent(key, { message: 'Hurry', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'refused' },
    });
    expect(told.at(-1)).toMatchObject({ outcome: 'refused', message: 'Hurry' });
  });

  it('is held against the contract once more when it is complete', async () => {
    await dispatchText(LETTER, first, ports);
    const answer = receipt({ state: 'WISHED', number: 'x'.repeat(23) });
    await ledger.receive(key, received('Receipt', answer), { fact: 'anticipated' });
    await dispatchText(HURRY, { id: 'q-2', receiveCount: 1 }, ports);
    expect(sent).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({
      outcome: 'refused',
      faults: [{ pointer: '/number' }],
    });
  });

  it('that is too large, too deep, or has a number that cannot be kept is refused and goes no further', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const spoilt = [
      submissionOf('Letter', letter('L-1', { note: 'x'.repeat(limits.bytes) })),
      submissionOf('Letter', letter('L-1', { deep: 0 })).replace('"deep":0', `"deep":${deep}`),
      submissionOf('Letter', letter('L-1', { count: 0 })).replace('"count":0', '"count":1e400'),
      submissionOf('Letter', letter('L-1', Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`key${n}`, n])))),
    ];
    for (const [n, text] of spoilt.entries()) await dispatchText(text, { id: `q-${n}`, receiveCount: 1 }, ports);
    expect(sent).toEqual([]);
    expect(told.map(({ outcome }) => outcome)).toEqual(spoilt.map(() => 'refused'));
    for (const outcome of told) expect(JSON.stringify(outcome).length).toBeLessThan(100_000);
  });
});

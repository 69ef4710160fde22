import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { limits } from '../../../schemas/shape.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { creation, response, submissionOf } from '../../support/messages.ts';
import { sendPorts } from '../../support/send-ports.ts';
import { dispatchText } from './support/dispatch-text.ts';

const LRN = 'FR26-TEST-1';
const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: LRN };
const first = { id: 'q-1', receiveCount: 1 };

/** Sends with a ledger in memory and a customs with given answers. */
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
  const resume = (message = 'Creation_H7') => JSON.stringify({ resume: { ...key, message, attempt: 1 } });

  it('goes again by one pointer of many, under the same messageId', async () => {
    verdict = unavailable;
    await dispatchText(submissionOf(creation()), first, ports);
    verdict = { kind: 'accepted', httpStatus: 200 };
    await Promise.all(['p-1', 'p-2', 'p-3'].map((id) => dispatchText(resume(), { id, receiveCount: 1 }, ports)));
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('is not sent again by a pointer that is handed out twice, unless it is the one that took it up', async () => {
    verdict = unavailable;
    await dispatchText(submissionOf(creation()), first, ports);
    verdict = { kind: 'accepted', httpStatus: 200 };
    await dispatchText(resume(), { id: 'p-1', receiveCount: 1 }, ports);
    await dispatchText(resume(), { id: 'p-2', receiveCount: 5 }, ports);
    expect(sent).toHaveLength(2);
    await dispatchText(resume(), { id: 'p-1', receiveCount: 2 }, ports);
    expect(sent).toHaveLength(3);
    expect(await ledger.sent(key, { message: 'Creation_H7', attempt: 1 })).toMatchObject({ mayHaveArrived: true });
  });

  it('[F12] is kept with its text where its reference is taken, without changing what the filing is', async () => {
    await dispatchText(submissionOf(creation()), first, ports);
    const other = submissionOf(creation(), { platform: 'shop-2' });
    for (let times = 0; times < 2; times += 1) await dispatchText(other, { id: 'q-2', receiveCount: 1 }, ports);
    expect(sent).toHaveLength(1);
    const records = await ledger.records(key);
    const duplicates = records.filter(({ type }) => type === 'duplicate');
    expect(duplicates).toMatchObject([{ message: 'Creation_H7', platform: 'shop-2', body: other }]);
    expect(readFiling(key, records).filing).toMatchObject({
      status: 'sent',
      platform: 'shop-1',
      history: [{ outcome: 'sent' }, { outcome: 'duplicate', messageId: null }],
    });
  });

  it('[H7-E500a] asks for another turn before it is called again with a new token', async () => {
    const turns = [undefined, { until: 0, reason: 'the lane has stopped' }];
    const asked: boolean[] = [];
    const { authority } = ports;
    ports.turn = async () => turns.shift();
    ports.authority = {
      ...authority,
      send: async (message, mayCallAgain) => {
        asked.push((await mayCallAgain?.()) ?? true);
        return authority.send(message);
      },
    };
    await dispatchText(submissionOf(creation()), first, ports);
    expect(asked).toEqual([false]);
  });

  it('is parked while nothing may be sent, and told to nobody as sent', async () => {
    await dispatchText(submissionOf(creation()), first, {
      ...ports,
      parking: { until: Date.parse('2026-11-22T09:01:00Z'), reason: 'unavailable' },
    });
    expect(sent).toEqual([]);
    expect(await ledger.sent(key, { message: 'Creation_H7', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'parked', due: '2026-11-22T09:01:00.000Z' },
    });
  });

  it('is parked where its sender died before the lane stopped', async () => {
    await dispatchText(submissionOf(creation()), first, ports);
    await dispatchText(
      submissionOf(creation()),
      { id: 'q-1', receiveCount: 2 },
      { ...ports, parking: { until: 0, reason: 'unavailable' } },
    );
    expect(sent).toHaveLength(1);
    expect(await ledger.sent(key, { message: 'Creation_H7', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'parked' },
    });
  });

  it('[H7-X6] withdraws a creation that waits once its fallback goes', async () => {
    verdict = unavailable;
    await dispatchText(submissionOf(creation()), first, ports);
    verdict = { kind: 'accepted', httpStatus: 200 };
    const information = {
      manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
      fallbackReferenceNumber: '17',
    };
    const fallback = submissionOf(
      { ...creation(), fallbackProcedureInformation: information },
      { message: 'Fallback_H7' },
    );
    await dispatchText(fallback, { id: 'q-2', receiveCount: 1 }, ports);
    await dispatchText(resume(), { id: 'p-1', receiveCount: 1 }, ports);
    expect(sent.map(({ path }) => path)).toEqual(['/declarations/creer', '/declarations/reprendre']);
    expect(await ledger.sent(key, { message: 'Creation_H7', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'refused' },
    });
  });

  it('[H7-C1] is refused, when its time comes, where what it awaited was rejected', async () => {
    await dispatchText(submissionOf(creation(LRN, 'D')), first, ports);
    const validation = submissionOf({ header: { lrn: LRN } }, { message: 'Validation_H7' });
    await dispatchText(validation, { id: 'q-2', receiveCount: 1 }, ports);
    const error = { header: { messageId: 'e-1' }, declaration: { lrn: LRN }, error: [{ errorCode: 'H7_NAT_001' }] };
    const record = {
      type: 'received',
      message: 'Error_H7',
      path: toOperator.declarationErrors,
      at: '2026-11-22T09:00:01.000Z',
      messageId: 'e-1',
      body: JSON.stringify(error),
      drift: [],
    } as const;
    await ledger.receive(key, { ...record, drift: [] }, { fact: 'rejected' });
    await dispatchText(resume('Validation_H7'), { id: 'p-1', receiveCount: 1 }, ports);
    expect(sent).toHaveLength(1);
    expect(await ledger.sent(key, { message: 'Validation_H7', attempt: 1 })).toMatchObject({
      settlement: { verdict: 'refused' },
    });
    expect(told.at(-1)).toMatchObject({ outcome: 'refused', message: 'Validation_H7' });
  });

  it('is held against the contract once more when it is complete', async () => {
    await dispatchText(submissionOf(creation(LRN, 'D')), first, ports);
    const body = JSON.stringify(response({ lrn: LRN, state: 'ANT', reference: 'x'.repeat(23) }));
    const record = {
      type: 'received',
      message: 'Response_H7',
      path: toOperator.declarationResponses,
      at: '2026-11-22T09:00:01.000Z',
      messageId: 'r-1',
      body,
      drift: [],
    } as const;
    await ledger.receive(key, { ...record, drift: [] }, { fact: 'anticipated' });
    await dispatchText(
      submissionOf({ header: { lrn: LRN } }, { message: 'Validation_H7' }),
      { id: 'q-2', receiveCount: 1 },
      ports,
    );
    expect(sent).toHaveLength(1);
    expect(told.at(-1)).toMatchObject({
      outcome: 'refused',
      faults: [{ pointer: '/header/customsDeclarationReference' }],
    });
  });

  it('that is too large, too deep, or has a number that cannot be kept is refused and goes no further', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const payload = creation();
    const spoilt = [
      submissionOf({ ...payload, declaration: { ...payload.declaration, note: 'x'.repeat(limits.bytes) } }),
      submissionOf({ ...payload, declaration: { ...payload.declaration, deep: 0 } }).replace(
        '"deep":0',
        `"deep":${deep}`,
      ),
      submissionOf({ ...payload, declaration: { ...payload.declaration, count: 0 } }).replace(
        '"count":0',
        '"count":1e400',
      ),
      submissionOf({ ...payload, ...Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`key${n}`, n])) }),
    ];
    for (const [n, text] of spoilt.entries()) await dispatchText(text, { id: `q-${n}`, receiveCount: 1 }, ports);
    expect(sent).toEqual([]);
    expect(told.map(({ outcome }) => outcome)).toEqual(spoilt.map(() => 'refused'));
    for (const outcome of told) expect(JSON.stringify(outcome).length).toBeLessThan(100_000);
  });
});

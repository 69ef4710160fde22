import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { creation, item, response, submissionOf } from '../../support/messages.ts';
import { sendPorts } from '../../support/send-ports.ts';
import { dispatchText } from './support/dispatch-text.ts';

const LRN = 'FR26-TEST-1';
const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: LRN };

/** A submission with numbers as no computer would write them: the texts stand for themselves. */
function written(submission: string, numbers: Record<string, string>): string {
  return Object.entries(numbers).reduce((text, [name, number]) => text.replace(`"#${name}"`, number), submission);
}

const items = [
  {
    ...item(),
    intrinsicValue: { intrinsicValueAmount: '#amount', intrinsicValueCurrency: 'EUR' },
    grossMass: '#mass',
    supplementaryUnits: '5.8000',
    notes: { exact: '#exact', big: '#big', power: '#power' },
  },
];
const numbers = {
  amount: '1.10',
  mass: '0.100000',
  exact: '0.123456789012345678901234567890',
  big: '123456789012345678901234567890',
  power: '1e2',
};
const asWritten = [
  '"intrinsicValueAmount":1.10,',
  '"grossMass":0.100000',
  '"supplementaryUnits":5.8000',
  '"exact":0.123456789012345678901234567890',
  '"big":123456789012345678901234567890',
  '"power":1e2',
];

describe('[F36] the numbers of a message', () => {
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

  const first = { id: 'q-1', receiveCount: 1 };
  const expectAsWritten = (body: string | undefined) => {
    for (const part of asWritten) expect(body).toContain(part);
  };

  it('go out as they came in, and are kept so', async () => {
    await dispatchText(written(submissionOf(creation(LRN, 'A', items)), numbers), first, ports);
    expect(told).toEqual([]);
    expectAsWritten(sent[0]?.body);
    expect((await ledger.sent(key, { message: 'Creation_H7', attempt: 1 }))?.body).toBe(sent[0]?.body);
  });

  it('go out as they came in where the message waited', async () => {
    const hold = { until: Date.parse('2026-11-22T09:00:00Z'), reason: 'paused' };
    await dispatchText(written(submissionOf(creation(LRN, 'A', items)), numbers), first, { ...ports, parking: hold });
    expect(sent).toEqual([]);
    const pointer = JSON.stringify({ resume: { ...key, message: 'Creation_H7', attempt: 1 } });
    await dispatchText(pointer, { id: 'p-1', receiveCount: 1 }, ports);
    expectAsWritten(sent[0]?.body);
    expectAsWritten((await ledger.sent(key, { message: 'Creation_H7', attempt: 1 }))?.body);
  });

  it('go out as they came in with an amendment, which is completed', async () => {
    await dispatchText(submissionOf(creation(LRN)), first, ports);
    const body = JSON.stringify(response({ lrn: LRN, mrn: '26FR0000000000001A' }));
    const record = { message: 'Response_H7', path: toOperator.declarationResponses, messageId: 'r-1', body, drift: [] };
    const at = '2026-11-22T09:00:01.000Z';
    await ledger.receive(key, { type: 'received', at, ...record }, { fact: 'validated' });
    const amendment = {
      header: { operatorRequestReference: 'R-1', amendmentMotivation: 'wrong description', lrn: LRN },
      declaration: creation(LRN, 'A', items).declaration,
    };
    const text = written(submissionOf(amendment, { message: 'Request_Amendment_H7' }), numbers);
    await dispatchText(text, { id: 'q-2', receiveCount: 1 }, ports);
    expect(told).toEqual([]);
    expect(sent[1]?.body).toContain('"mrn":"26FR0000000000001A"');
    expectAsWritten(sent[1]?.body);
  });

  it('[H7-C2] count against the threshold also where they are texts', async () => {
    const dear = { ...item(), intrinsicValue: { intrinsicValueAmount: '150.01', intrinsicValueCurrency: 'EUR' } };
    await dispatchText(submissionOf(creation(LRN, 'A', [dear])), first, ports);
    expect(sent).toEqual([]);
    expect(told).toMatchObject([{ outcome: 'refused', faults: [{ pointer: '/payload/declaration/items' }] }]);
  });

  it('[F35] are refused with every key that an object has twice', async () => {
    const text = submissionOf(creation(LRN)).replace('"lrn":', '"lrn":"OTHER","lrn":');
    await dispatchText(text, first, ports);
    expect(sent).toEqual([]);
    expect(told).toMatchObject([
      {
        outcome: 'refused',
        reference: LRN,
        faults: [{ pointer: '/payload/header/lrn', rule: 'a key that an object has once' }],
      },
    ]);
    expect(await ledger.records(key)).toMatchObject([{ type: 'refused', body: text }]);
  });
});

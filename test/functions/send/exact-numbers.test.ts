import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage, Verdict } from '../../../functions/authorities/authority.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { change, letter, receipt, submissionOf } from '../../support/toy/messages.ts';
import { sendPorts } from '../../support/toy/ports.ts';
import { letterKey as key, received } from '../../support/toy/records.ts';

/** A submission with numbers as no computer would write them: the texts stand for themselves. */
function written(submission: string, numbers: Record<string, string>): string {
  return Object.entries(numbers).reduce((text, [name, number]) => text.replace(`"#${name}"`, number), submission);
}

const toys = [
  { toy: 'train', price: '#price', mass: '#mass' },
  { toy: 'car', price: '5.8000', notes: { exact: '#exact', big: '#big', power: '#power' } },
];
const numbers = {
  price: '1.10',
  mass: '0.100000',
  exact: '0.123456789012345678901234567890',
  big: '123456789012345678901234567890',
  power: '1e2',
};
const asWritten = [
  '"price":1.10,',
  '"mass":0.100000',
  '"price":5.8000',
  '"exact":0.123456789012345678901234567890',
  '"big":123456789012345678901234567890',
  '"power":1e2',
];

const LETTER = submissionOf('Letter', letter('L-1', { toys }));

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
    await dispatchText(written(LETTER, numbers), first, ports);
    expect(told).toEqual([]);
    expectAsWritten(sent[0]?.body);
    expect((await ledger.sent(key, { message: 'Letter', attempt: 1 }))?.body).toBe(sent[0]?.body);
  });

  it('go out as they came in where the message waited', async () => {
    const hold = { until: Date.parse('2026-11-22T09:00:00Z'), reason: 'paused' };
    await dispatchText(written(LETTER, numbers), first, { ...ports, parking: hold });
    expect(sent).toEqual([]);
    const pointer = JSON.stringify({ resume: { ...key, message: 'Letter', attempt: 1 } });
    await dispatchText(pointer, { id: 'p-1', receiveCount: 1 }, ports);
    expectAsWritten(sent[0]?.body);
    expectAsWritten((await ledger.sent(key, { message: 'Letter', attempt: 1 }))?.body);
  });

  it('go out as they came in with a message that is completed', async () => {
    await dispatchText(submissionOf('Letter', letter()), first, ports);
    await ledger.receive(key, received('Receipt', receipt()), { fact: 'validated' });
    const text = written(submissionOf('Change', change('R-1', 'L-1', { toys })), numbers);
    await dispatchText(text, { id: 'q-2', receiveCount: 1 }, ports);
    expect(told).toEqual([]);
    expect(sent[1]?.body).toContain('"number":"77"');
    expectAsWritten(sent[1]?.body);
  });

  it('count against the rule of a message also where they are texts', async () => {
    const dear = [{ toy: 'train', price: '150.01' }];
    await dispatchText(submissionOf('Letter', letter('L-1', { toys: dear })), first, ports);
    expect(sent).toEqual([]);
    expect(told).toMatchObject([{ outcome: 'refused', faults: [{ pointer: '/payload/toys' }] }]);
  });

  it('[F35] are refused with every key that an object has twice', async () => {
    const text = LETTER.replace('"id":', '"id":"OTHER","id":');
    await dispatchText(text, first, ports);
    expect(sent).toEqual([]);
    expect(told).toMatchObject([
      {
        outcome: 'refused',
        reference: 'L-1',
        faults: [{ pointer: '/payload/id', rule: 'a key that an object has once' }],
      },
    ]);
    expect(await ledger.records(key)).toMatchObject([{ type: 'refused', body: text }]);
  });
});

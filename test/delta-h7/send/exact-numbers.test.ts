import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../../functions/authorities/authority.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { creation, item, response, submissionOf } from '../../support/messages.ts';
import { declarationKey as key, received } from '../../support/records.ts';
import { sendPorts } from './support/send-ports.ts';

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
  },
];
const numbers = { amount: '1.10', mass: '0.100000' };
const asWritten = ['"intrinsicValueAmount":1.10,', '"grossMass":0.100000', '"supplementaryUnits":5.8000'];

describe('[F36] the numbers of a declaration', () => {
  let sent: OutgoingMessage[];
  let told: Outcome[];
  let ports: SendPorts;

  beforeEach(() => {
    sent = [];
    told = [];
    const now = () => new Date('2026-11-22T09:00:00.000Z');
    const send = async (message: OutgoingMessage) => {
      sent.push(message);
      return { kind: 'accepted', httpStatus: 200 } as const;
    };
    ports = sendPorts({ now, send }, { outcomes: { publish: async (outcome) => void told.push(outcome) } });
  });

  const first = { id: 'q-1', receiveCount: 1 };
  const expectAsWritten = (body: string | undefined) => {
    for (const part of asWritten) expect(body).toContain(part);
  };

  it('go out as they came in', async () => {
    await dispatchText(written(submissionOf(creation(undefined, 'A', items)), numbers), first, ports);
    expect(told).toEqual([]);
    expectAsWritten(sent[0]?.body);
  });

  it('go out as they came in with an amendment, which is completed', async () => {
    await dispatchText(submissionOf(creation()), first, ports);
    const answer = received('Response_H7', response({ mrn: '26FR0000000000001A' }));
    await ports.ledger.receive(key, answer, { fact: 'validated' });
    const amendment = {
      header: { operatorRequestReference: 'R-1', amendmentMotivation: 'wrong description', lrn: key.reference },
      declaration: creation(undefined, 'A', items).declaration,
    };
    const text = written(submissionOf(amendment, { message: 'Request_Amendment_H7' }), numbers);
    await dispatchText(text, { id: 'q-2', receiveCount: 1 }, ports);
    expect(told).toEqual([]);
    expect(sent[1]?.body).toContain('"mrn":"26FR0000000000001A"');
    expectAsWritten(sent[1]?.body);
  });

  it('[H7-C2] count against the threshold also where they are texts', async () => {
    const dear = { ...item(), intrinsicValue: { intrinsicValueAmount: '150.01', intrinsicValueCurrency: 'EUR' } };
    await dispatchText(submissionOf(creation(undefined, 'A', [dear])), first, ports);
    expect(sent).toEqual([]);
    expect(told).toMatchObject([{ outcome: 'refused', faults: [{ pointer: '/payload/declaration/items' }] }]);
  });
});

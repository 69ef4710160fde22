import { startMachine } from '../../test/support/machine.ts';
import { figure } from '../figure.ts';
import { billOf, each, perMessage, sum, sumOfUnits, unitsPerMessage } from '../support/bill.ts';
import { sendDeclarations } from '../support/sent-declarations.ts';

const MESSAGES = 1000;

export const requestsSend = figure({
  id: 'requests-send',
  description: `AWS's bill for a sent Creation_H7 of one item, counted at the stand-ins over ${MESSAGES.toLocaleString('en-GB')} messages in batches of 100: requests of SQS, invocations, and DynamoDB's write units with every index.`,
  goals: {
    requests: { what: 'billed requests a message, put on the outbox ten in a call', atMost: 3.4 },
    oneByOne: { what: 'the same, put there one by one' },
    sqs: { what: 'of SQS' },
    lambda: { what: 'of Lambda' },
    units: { what: 'write units' },
  },
  async measure(progress) {
    // Customs answers hours later: the cost of its answers is another figure.
    const machine = await startMachine({
      lane: { share: { perSecond: 150, perHour: 150_000 }, timeoutSeconds: 20, pauseSeconds: 60 },
      customs: { pace: 100_000 },
    });
    try {
      progress('warms the senders up');
      await sendDeclarations(machine, lrns('WARM', 200));
      progress(`sends ${MESSAGES} messages`);
      const bill = await billOf(machine, () => sendDeclarations(machine, lrns('BILL', MESSAGES)));
      const [sqs, lambda, units] = [sum(bill.sqs), sum(bill.lambda), sumOfUnits(bill.units)];
      const sends = bill.sqs['SendMessageBatch'] ?? 0;
      const requests = (sqs + lambda + units) / MESSAGES;
      return {
        values: {
          requests,
          oneByOne: requests + (MESSAGES - sends) / MESSAGES,
          ...{ sqs: sqs / MESSAGES, lambda: lambda / MESSAGES, units: units / MESSAGES },
        },
        notes: [
          `SQS: ${perMessage(bill.sqs, MESSAGES)}.`,
          `Lambda: ${each(lambda, MESSAGES)}, with ${Math.round(MESSAGES / lambda)} messages an invocation.`,
          `Write units: ${unitsPerMessage(bill.units, MESSAGES)}.`,
          `Not counted as requests: reads of DynamoDB (${perMessage(bill.reads, MESSAGES)}, read units ${each(bill.readUnits, MESSAGES)}).`,
        ],
      };
    } finally {
      await machine.stop();
    }
  },
});

function lrns(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
}

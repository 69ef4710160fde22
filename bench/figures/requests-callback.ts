import { setTimeout as sleep } from 'node:timers/promises';
import { startMachine } from '../../test/support/machine.ts';
import { figure } from '../figure.ts';
import { answerDeclarations } from '../support/answered-declarations.ts';
import { type Bill, billOf, each, perMessage, sum, sumOfUnits, unitsPerMessage } from '../support/bill.ts';
import { sendDeclarations } from '../support/sent-declarations.ts';

const DECLARATIONS = 300;
/** The callbacks of a validated declaration: its answer, then its release. */
const CALLBACKS = 2 * DECLARATIONS;

export const requestsCallback = figure({
  id: 'requests-callback',
  description: `AWS's bill for a callback, counted at the stand-ins over ${CALLBACKS}: a Response_H7 and a State_H7 for each of ${DECLARATIONS} validated declarations, with DynamoDB's write units with every index and the outcome.`,
  goals: {
    requests: { what: 'billed requests a callback', atMost: 5.6 },
    apart: { what: 'the same, where the two of a declaration come further apart than the keeper collects' },
    api: { what: 'of the API' },
    lambda: { what: 'of Lambda' },
    units: { what: 'write units' },
    queues: { what: 'of SQS' },
    outcomes: { what: 'of SNS' },
  },
  async measure(progress) {
    const machine = await startMachine({
      lane: { share: { perSecond: 150, perHour: 150_000 }, timeoutSeconds: 20, pauseSeconds: 60 },
      customs: { pace: 100_000 },
    });
    try {
      progress(`files ${DECLARATIONS} declarations`);
      const quiet = async () => {
        while (machine.gateway.untold() + machine.gateway.unkept() > 0) await sleep(200);
      };
      const lrns = Array.from({ length: DECLARATIONS }, (_, n) => `BILL-${n}`);
      await sendDeclarations(machine, lrns);
      progress(`calls back ${CALLBACKS} times`);
      const bill = await billOf(machine, async () => {
        await answerDeclarations(machine, lrns);
        await quiet();
      });
      progress('calls back as often, answers first and releases later');
      const others = lrns.map((lrn) => `${lrn}-LATER`);
      await sendDeclarations(machine, others);
      const apart = await billOf(machine, async () => {
        for (const only of ['answer', 'release'] as const) {
          await answerDeclarations(machine, others, DECLARATIONS, only);
          await quiet();
        }
      });
      const { sqs } = bill;
      const [lambda, units, outcomes] = [sum(bill.lambda), sumOfUnits(bill.units), sum(bill.sns)];
      return {
        values: {
          requests: requestsOf(bill) / CALLBACKS,
          apart: requestsOf(apart) / CALLBACKS,
          ...{ api: 1, lambda: lambda / CALLBACKS, units: units / CALLBACKS },
          ...{ queues: sum(sqs) / CALLBACKS, outcomes: outcomes / CALLBACKS },
        },
        notes: [
          `Write units: ${unitsPerMessage(bill.units, CALLBACKS)}.`,
          `The same where they come apart: ${unitsPerMessage(apart.units, CALLBACKS)}.`,
          `SNS: ${perMessage(bill.sns, CALLBACKS)}; SQS: ${perMessage(sqs, CALLBACKS)}; Lambda: ${each(lambda, CALLBACKS)}.`,
          `Not counted as requests: reads of DynamoDB (${perMessage(bill.reads, CALLBACKS)}, read units ${each(bill.readUnits, CALLBACKS)}).`,
        ],
      };
    } finally {
      await machine.stop();
    }
  },
});

/** The calls of the API, and what they lead to. */
function requestsOf({ lambda, units, sns, sqs }: Bill): number {
  return CALLBACKS + sum(lambda) + sumOfUnits(units) + sum(sns) + sum(sqs);
}

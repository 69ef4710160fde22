import { setTimeout as sleep } from 'node:timers/promises';
import { fillPath } from '../../schemas/catalogue.ts';
import { toOperator } from '../../schemas/delta-h7/paths.ts';
import { type Machine, startMachine } from '../../test/support/machine.ts';
import { response, state } from '../../test/support/messages.ts';
import { figure } from '../figure.ts';
import { billOf, each, perMessage, sum, sumOfUnits, unitsPerMessage } from '../support/bill.ts';
import { sendDeclarations } from '../support/sent-declarations.ts';

const DECLARATIONS = 300;
/** As a validated declaration has them: its answer, then its release. */
const CALLBACKS = 2 * DECLARATIONS;
const AT_ONCE = 10;

export const requestsCallback = figure({
  id: 'requests-callback',
  description: `What AWS would bill for a callback, counted at the stand-ins over ${CALLBACKS}: a Response_H7 and a State_H7 for each of ${DECLARATIONS} validated declarations, with DynamoDB's write units with every index and the outcome.`,
  goals: {
    requests: { what: 'billed requests a callback', atMost: 6 },
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
      const lrns = Array.from({ length: DECLARATIONS }, (_, n) => `BILL-${n}`);
      await sendDeclarations(machine, lrns);
      progress(`calls back ${CALLBACKS} times`);
      const bill = await billOf(machine, async () => {
        for (let from = 0; from < DECLARATIONS; from += AT_ONCE) {
          await Promise.all(lrns.slice(from, from + AT_ONCE).map((lrn, n) => answer(machine, lrn, from + n)));
        }
        while (machine.gateway.untold() > 0) await sleep(200);
      });
      // What this figure asks itself.
      const { GetQueueAttributes: _, ...sqs } = bill.sqs;
      const [lambda, units, outcomes] = [sum(bill.lambda), sumOfUnits(bill.units), sum(bill.sns)];
      return {
        values: {
          requests: (CALLBACKS + lambda + units + outcomes + sum(sqs)) / CALLBACKS,
          ...{ api: 1, lambda: lambda / CALLBACKS, units: units / CALLBACKS },
          ...{ queues: sum(sqs) / CALLBACKS, outcomes: outcomes / CALLBACKS },
        },
        notes: [
          `Write units: ${unitsPerMessage(bill.units, CALLBACKS)}.`,
          `SNS: ${perMessage(bill.sns, CALLBACKS)}; SQS: ${perMessage(sqs, CALLBACKS)}; Lambda: ${each(lambda, CALLBACKS)}.`,
          `Not counted as requests: reads of DynamoDB (${perMessage(bill.reads, CALLBACKS)}).`,
        ],
      };
    } finally {
      await machine.stop();
    }
  },
});

/** A declaration's answer, then its release, each taken with 200. */
async function answer(machine: Machine, lrn: string, number: number): Promise<void> {
  const reference = String(2_000_000 + number);
  const mrn = `26FR${String(number).padStart(14, '0')}`;
  const about = { lrn, reference, mrn };
  const parts = { customsDeclarationReference: reference };
  const answered = response({ ...about, messageId: `response-${number}` });
  const released = state({ ...about, messageId: `state-${number}`, at: '2026-11-22T10:01:00+01:00[Europe/Paris]' });
  const calls = [
    [toOperator.declarationResponses, answered],
    [toOperator.declarationStates, released],
  ] as const;
  for (const [path, body] of calls) {
    const { status } = await machine.callback(fillPath(path, parts), body);
    if (status !== 200) throw new Error(`A callback on ${path} was answered ${status}`);
  }
}

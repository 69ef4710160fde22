import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { creation, submissionOf } from '../../test/support/messages.ts';
import { figure } from '../figure.ts';
import { answerDeclarations } from '../support/answered-declarations.ts';
import { type Bill, billedOf, billOf, each, perMessage, sumOfUnits } from '../support/bill.ts';
import type { Design } from '../support/design.ts';
import { startOurs } from '../support/our-design.ts';
import { dollarsOf, requestsOf } from '../support/prices.ts';
import { queueBodies } from '../support/queue-bodies.ts';
import { sendDeclarations } from '../support/sent-declarations.ts';

const DECLARATIONS = 300;
const WARM_UP = 50;
const PER_SECOND = 4;
/** The declarations after which an answer comes, and then its release: some seconds. */
const ANSWERED_AFTER = 12;
/** The callbacks of a validated declaration. */
const CALLBACKS = 2;

export const trickle = figure({
  id: 'trickle',
  description: `AWS's bill for a validated declaration, one send with its Response_H7, its State_H7 and an outcome of each, counted at the stand-ins over ${DECLARATIONS}: at a trickle of ${PER_SECOND} a second, put on the outbox one by one and answered after some seconds, beside a burst that is put there ten in a call, sent, and then answered.`,
  goals: {
    requests: { what: 'billed requests and units at a trickle, against the burst', unit: '×', atMost: 1.25 },
    dollars: { what: 'dollars for them, against the burst', unit: '×', atMost: 1.25 },
    trickleRequests: { what: 'billed requests and units at a trickle' },
    burstRequests: { what: 'in the burst' },
    trickleDollars: { what: 'dollars a million at a trickle', unit: '$' },
    burstDollars: { what: 'in the burst', unit: '$' },
  },
  async measure(progress) {
    const design = await startOurs({
      lane: { share: { perSecond: 150, perHour: 150_000 }, timeoutSeconds: 20, pauseSeconds: 60 },
      // Customs answers hours later: its callbacks are made here.
      customs: { pace: 100_000 },
    });
    try {
      progress('warms up');
      const named = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n}`);
      const first = named('WARM', WARM_UP);
      await sendDeclarations(design, first);
      await answerDeclarations(design, first);
      await design.settled();
      progress(`${DECLARATIONS} in a burst`);
      const lrns = named('BURST', DECLARATIONS);
      const burst = await billOf(design, async () => {
        await sendDeclarations(design, lrns);
        await answerDeclarations(design, lrns, WARM_UP);
        await design.settled();
      });
      progress(`${DECLARATIONS} at ${PER_SECOND} a second`);
      const slow = await billOf(design, async () => {
        await oneByOne(design, named('TRICKLE', DECLARATIONS), WARM_UP + DECLARATIONS);
        await design.settled();
      });
      const [few, many] = [slow, burst].map((bill) => billedOf(bill, CALLBACKS * DECLARATIONS, DECLARATIONS));
      if (!few || !many) throw new TypeError('There are two bills');
      return {
        values: {
          requests: requestsOf(few) / requestsOf(many),
          dollars: dollarsOf(few) / dollarsOf(many),
          trickleRequests: requestsOf(few),
          burstRequests: requestsOf(many),
          trickleDollars: dollarsOf(few),
          burstDollars: dollarsOf(many),
        },
        notes: [
          noteOf('A trickle', slow),
          noteOf('The burst', burst),
          'Left out: the time of the functions, logs and storage. Looks of the local queues that find nothing are counted as they are made here, which may be more or fewer than on AWS.',
        ],
      };
    } finally {
      await design.stop();
    }
  },
});

/** Files declarations at a steady pace, each answered and released some declarations later. */
async function oneByOne(design: Design, lrns: readonly string[], number: number): Promise<void> {
  const { endpoints, region, queues } = design.gateway.ready;
  const sqs = new SQSClient({
    ...{ endpoint: endpoints.sqs, region },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const began = Date.now();
  const calls: Promise<void>[] = [];
  const answer = async (place: number, only: 'answer' | 'release') => {
    const lrn = lrns[place];
    if (lrn) await answerDeclarations(design, [lrn], number + place, only);
  };
  try {
    for (let n = 0; n < lrns.length + 2 * ANSWERED_AFTER; n += 1) {
      await sleep(Math.max(0, began + (n * 1000) / PER_SECOND - Date.now()));
      const lrn = lrns[n];
      if (lrn) calls.push(queueBodies(sqs, queues['delta-h7']?.outbox, [submissionOf(creation(lrn))]));
      calls.push(answer(n - ANSWERED_AFTER, 'answer'), answer(n - 2 * ANSWERED_AFTER, 'release'));
    }
    await Promise.all(calls);
  } finally {
    sqs.destroy();
  }
}

function noteOf(what: string, { units, sqs, sns, lambda }: Bill): string {
  const counts = [lambda, sqs, sns].map((one) => perMessage(one, DECLARATIONS));
  return `${what}: write units ${each(sumOfUnits(units), DECLARATIONS)}; ${counts.join('; ')}.`;
}

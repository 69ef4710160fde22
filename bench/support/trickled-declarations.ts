import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { creation, submissionOf } from '../../test/support/messages.ts';
import { answerDeclarations } from './answered-declarations.ts';
import type { Design } from './design.ts';
import { queueBodies } from './queue-bodies.ts';

const PER_SECOND = 4;
/** The declarations after which an answer comes, and then its release: some seconds. */
const ANSWERED_AFTER = 12;

/**
 * Files declarations one by one, four a second, each answered and released some declarations later, and waits until all
 * is done and told.
 * @param first the number of the first, from which customs' references follow
 */
export async function trickleDeclarations(design: Design, lrns: readonly string[], first: number): Promise<void> {
  const { endpoints, region, queues } = design.gateway.ready;
  const sqs = new SQSClient({
    ...{ endpoint: endpoints.sqs, region },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const began = Date.now();
  const calls: Promise<void>[] = [];
  const answer = async (place: number, only: 'answer' | 'release') => {
    const lrn = lrns[place];
    if (lrn) await answerDeclarations(design, [lrn], first + place, only);
  };
  try {
    for (let n = 0; n < lrns.length + 2 * ANSWERED_AFTER; n += 1) {
      await sleep(Math.max(0, began + (n * 1000) / PER_SECOND - Date.now()));
      const lrn = lrns[n];
      if (lrn) calls.push(queueBodies(sqs, queues['delta-h7']?.outbox, [submissionOf(creation(lrn))]));
      calls.push(answer(n - ANSWERED_AFTER, 'answer'), answer(n - 2 * ANSWERED_AFTER, 'release'));
    }
    await Promise.all(calls);
    await design.settled();
  } finally {
    sqs.destroy();
  }
}

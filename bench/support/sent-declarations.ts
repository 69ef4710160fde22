import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { creation, submissionOf } from '../../test/support/messages.ts';
import type { Design } from './design.ts';
import { queueBodies } from './queue-bodies.ts';

const DEADLINE_MS = 300_000;

/** Puts declarations of one item on the outbox, ten in a call, and waits until customs has taken them all. */
export async function sendDeclarations(
  { gateway, customs, queued }: Pick<Design, 'gateway' | 'customs' | 'queued'>,
  lrns: readonly string[],
): Promise<void> {
  const { endpoints, region, queues } = gateway.ready;
  const sqs = new SQSClient({
    ...{ endpoint: endpoints.sqs, region },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const taken = () => customs.received.filter(({ status }) => status === 200).length;
  const wanted = taken() + lrns.length;
  try {
    const bodies = lrns.map((lrn) => submissionOf(creation(lrn)));
    await queueBodies(sqs, queues['delta-h7']?.outbox, bodies);
  } finally {
    sqs.destroy();
  }
  const deadline = Date.now() + DEADLINE_MS;
  while (taken() < wanted || (await queued('outbox')) > 0 || gateway.unkept() > 0) {
    if (Date.now() > deadline) throw new Error(`Customs took ${taken()} of ${wanted} messages`);
    await sleep(200);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { countIn } from '../../test/support/queues.ts';
import type { BenchGateway } from './bench-gateway.ts';

const DEADLINE_MS = 300_000;

/** Waits until a lane's outbox is empty and the outcomes of all stored messages are published. */
export async function untilQuiet({ gateway, sqs }: BenchGateway, authority: AuthorityName): Promise<void> {
  const outbox = gateway.ready.queues[authority]?.outbox ?? '';
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const left = (await countIn(sqs, outbox)) + gateway.untold() + gateway.unkept();
    if (left === 0) return;
    if (Date.now() > deadline) throw new Error(`${left} messages are still under way`);
    await sleep(200);
  }
}

import type { Gateway } from '../../local/gateway.ts';
import { creation, submissionOf } from '../../test/support/messages.ts';
import { startBenchGateway } from './bench-gateway.ts';
import type { BareCustoms } from './customs.ts';
import { queueBodies } from './queue-bodies.ts';

const CREDENTIALS = 'declarant/bench/credentials';
const TOKEN = 'declarant/bench/callback-token';
export const CALLBACK_TOKEN = 'the-token-that-customs-was-given';

/** The gateway from its template, sending to a bare customs. */
export interface Sending {
  gateway: Gateway;
  /** Puts one-item declarations on the outbox, all of which may be taken at the same instant. */
  queue(count: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startSending(
  customs: BareCustoms,
  lane: Record<string, unknown>,
  dynamodb: 'dynalite' | 'dynamodb-local' = 'dynalite',
): Promise<Sending> {
  const deltaH7 = { baseUrl: customs.url, tokenUrl: `${customs.url}/token`, credentialsSecret: CREDENTIALS, ...lane };
  const account = { clientId: 'client', clientSecret: 'secret', username: 'technical', password: 'pass-word' };
  const { gateway, sqs, stop } = await startBenchGateway({
    configuration: { lanes: { 'delta-h7': deltaH7 }, callbacks: { tokenSecret: TOKEN } },
    secrets: { [CREDENTIALS]: JSON.stringify(account), [TOKEN]: CALLBACK_TOKEN },
    dynamodb,
  });
  let queued = 0;
  return {
    ...{ gateway, stop },
    async queue(count) {
      const bodies = Array.from({ length: count }, (_, n) => submissionOf(creation(`BENCH-${queued + n}`)));
      queued += count;
      // Enough time to put them all there before the first may be taken.
      await queueBodies(sqs, gateway.ready.queues['delta-h7']?.outbox, bodies, Date.now() + 3000 + count * 1.5);
    },
  };
}

/** Waits until customs has seen that many, or no more come for a while. */
export async function untilSeen(customs: BareCustoms, count: number, progress: (text: string) => void): Promise<void> {
  const STALLED_MS = 60_000;
  let last = 0;
  let moved = Date.now();
  for (;;) {
    const seen = await customs.count();
    if (seen >= count || Date.now() - moved > STALLED_MS) return;
    if (seen > last) moved = Date.now();
    last = seen;
    progress(`customs saw ${seen} of ${count}`);
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type Gateway, startGateway } from '../../local/gateway.ts';
import { creation, submissionOf } from '../../test/support/messages.ts';
import type { BareCustoms } from './customs.ts';

const CREDENTIALS = 'declarant/bench/credentials';
const TOKEN = 'declarant/bench/callback-token';
export const CALLBACK_TOKEN = 'the-token-that-customs-was-given';
/** The most entries of one call of SQS. */
const MOST = 10;

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
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-bench-'));
  const configFile = path.join(folder, 'config.json');
  const deltaH7 = { baseUrl: customs.url, tokenUrl: `${customs.url}/token`, credentialsSecret: CREDENTIALS, ...lane };
  writeFileSync(
    configFile,
    JSON.stringify({ stage: 'bench', lanes: { 'delta-h7': deltaH7 }, callbacks: { tokenSecret: TOKEN } }),
  );
  const account = { clientId: 'client', clientSecret: 'secret', username: 'technical', password: 'pass-word' };
  const secrets = { [CREDENTIALS]: JSON.stringify(account), [TOKEN]: CALLBACK_TOKEN };
  const gateway = await startGateway({ configFile, secrets, dynamodb });
  const { endpoints, region, queues } = gateway.ready;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
  let queued = 0;
  return {
    gateway,
    async queue(count) {
      // Enough time to put them all there before the first may be taken.
      const visibleAt = Date.now() + 3000 + count * 1.5;
      for (let left = count; left > 0; left -= MOST) {
        const Entries = Array.from({ length: Math.min(MOST, left) }, (_, n) => ({
          Id: String(n),
          MessageBody: submissionOf(creation(`BENCH-${queued + n}`)),
          DelaySeconds: Math.max(0, Math.round((visibleAt - Date.now()) / 1000)),
        }));
        queued += Entries.length;
        await sqs.send(new SendMessageBatchCommand({ QueueUrl: queues['delta-h7']?.outbox, Entries }));
      }
    },
    async stop() {
      await gateway.stop();
      sqs.destroy();
      rmSync(folder, { recursive: true, force: true });
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

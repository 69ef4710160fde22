import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Put, putOnOutbox } from '../gateway/outbox.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { OutboxSubmission } from './outbox-submission.ts';

/** Puts each submission on the outbox of its authority. */
export async function putAll(
  gateway: GatewayConnection,
  submissions: readonly OutboxSubmission[],
  terminal: Terminal,
): Promise<Put[]> {
  const sqs = await gateway.queues();
  const authorities = [...new Set(submissions.map(({ authority }) => authority))];
  // All queues are found before anything is put on one.
  const outboxes = await Promise.all(
    authorities.map(async (authority) => ({ authority, url: await gateway.outbox(authority) })),
  );
  const puts: Put[] = [];
  for (const { authority, url } of outboxes) {
    const own = submissions.filter((submission) => submission.authority === authority);
    puts.push(
      ...(await putOnOutbox(sqs, url, own, (count) =>
        terminal.progress(`${puts.length + count} of ${submissions.length} put …`),
      )),
    );
  }
  terminal.progress('');
  return puts;
}

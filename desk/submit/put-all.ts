import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Put, putOnOutbox } from '../gateway/outbox.ts';
import { refusedPermission } from '../gateway/refused-permission.ts';
import type { OutboxSubmission } from './outbox-submission.ts';

/**
 * Puts each submission on the outbox of its authority.
 * @param signal stops it after what is under way
 * @throws the refusal of AWS where a permission is missing and nothing was put
 */
export async function putAll(
  gateway: GatewayConnection,
  submissions: readonly OutboxSubmission[],
  onProgress: (put: number) => void = () => {},
  signal?: AbortSignal,
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
    puts.push(...(await putOnOutbox(sqs, url, own, (count) => onProgress(puts.length + count), signal)));
  }
  const refused = puts.find(({ cause }) => refusedPermission(cause));
  if (refused && puts.every(({ error }) => error !== null)) throw refused.cause;
  return puts;
}

import { randomUUID } from 'node:crypto';
import { platformsOf } from '../../schemas/platforms.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { OutboxSubmission } from './outbox-submission.ts';

/**
 * Vouches for a message that an operator submits under the name of a platform that names its senders, which takes it
 * from none but these.
 * @returns the id by which the sender finds the note; undefined where none is needed
 */
export async function vouchedId(
  gateway: GatewayConnection,
  { authority, platform, body }: OutboxSubmission,
): Promise<string | undefined> {
  const platforms = platformsOf(gateway.installation.configuration()?.platforms ?? []);
  const [senderId] = platforms.find(({ name }) => name === platform)?.senders ?? [];
  if (senderId === undefined) return undefined;
  const claimId = randomUUID();
  await (await gateway.redrives()).note(authority, { claimId, senderId, body });
  return claimId;
}

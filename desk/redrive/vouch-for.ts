import type { DeadLetter } from '../../functions/outbox/dead-letters.ts';
import type { Redrives } from '../../functions/outbox/redrives.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';

/**
 * Notes that an operator puts a dead letter back, so that the sender takes it for what it was.
 * @returns the id under which the sender knows its own claim again
 */
export async function vouchFor(
  redrives: Redrives,
  lane: AuthorityName,
  { id, claimId, body, senderId }: DeadLetter,
): Promise<string> {
  // The first sender of a letter that was put back before is noted: it is not the operator.
  const sender = await redrives.senderOf(lane, claimId, body);
  const noted = { claimId: sender === undefined ? id : claimId, senderId: sender ?? senderId };
  await redrives.note(lane, { ...noted, body });
  return noted.claimId;
}

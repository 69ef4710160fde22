import { placeOf, readLetter } from '../../functions/outbox/letter.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { queueDepth } from '../gateway/queue-depth.ts';
import { type Redriven, redriveLetters } from '../redrive/redrive.ts';
import { vouchFor } from '../redrive/vouch-for.ts';
import { acting } from './acting.ts';
import { optionalReason } from './reason.ts';

export interface RedriveWish {
  lane: string;
  /** The most that are put back; `undefined` for all. */
  limit?: number | undefined;
  reason?: string | undefined;
}

/** The dead letters of a lane that were put back. */
export interface RedrivenLane extends Redriven {
  lane: AuthorityName;
  /** The number of those that were there. */
  found: number;
  /** The number of those that somebody else reads just now, which hides them for a while. */
  hidden: number;
  /** It was stopped before all were put back. */
  isStopped: boolean;
}

/** The number of a lane's dead letters, and of those that would be put back. */
export async function countRedrive(gateway: GatewayConnection, { lane: name, limit }: RedriveWish) {
  const lane = gateway.lane(name);
  const found = await queueDepth(await gateway.queues(), await gateway.deadLetters(lane));
  return { lane, found, wouldPutBack: Math.min(found, limit ?? found) };
}

/** Puts what a lane's sender could not take up back on its outbox. */
export async function redriveLane(
  gateway: GatewayConnection,
  wish: RedriveWish,
  onProgress: (putBack: number, of: number) => void = () => {},
  signal?: AbortSignal,
): Promise<RedrivenLane> {
  const reason = optionalReason(wish.reason);
  const { lane, found, wouldPutBack: most } = await countRedrive(gateway, wish);
  const [sqs, redrives, ledger, deadLetters, outbox] = await Promise.all([
    gateway.queues(),
    gateway.redrives(),
    gateway.ledger(),
    gateway.deadLetters(lane),
    gateway.outbox(lane),
  ]);
  const detail = `${most} of ${found} dead letters`;
  let putBack = 0;
  const isStopped = () => signal?.aborted === true && putBack < most;
  const done = await acting(
    gateway,
    { action: 'redrive', authority: lane, reason, detail },
    () =>
      redriveLetters(
        sqs,
        { deadLetters, outbox },
        {
          ...{ limit: wish.limit, signal },
          onProgress(count) {
            putBack = count;
            onProgress(count, Math.max(most, count));
          },
          vouch: (letter) => vouchFor(redrives, lane, letter),
          note: ({ id, body }) =>
            ledger.noteLetter(placeOf(readLetter(body, lane)), id, { redrivenAt: new Date().toISOString() }),
        },
      ),
    () => ({ detail: `${detail}; ${putBack} put back`, ...(isStopped() && { result: 'stopped' }) }),
  );
  const isHidden = done.putBack === 0 && done.failed.length === 0 && !isStopped();
  return { lane, found, ...done, hidden: isHidden ? found : 0, isStopped: isStopped() };
}

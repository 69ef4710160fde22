import type { Word } from '../../functions/admission/dynamodb-admission.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { refusedPermission } from '../gateway/refused-permission.ts';
import { momentOf } from '../render/times.ts';
import { printable } from '../terminal/terminal.ts';
import { acting } from './acting.ts';
import { reasonOf } from './reason.ts';

/** A lane, and what a person wants of it. */
export interface LaneWish {
  lane: string;
  /** The reason: kept, and published. */
  reason: string | undefined;
}

/** A lane that was paused or resumed. */
export interface SwitchedLane extends Word {
  lane: AuthorityName;
}

/**
 * [H7-S6] Pauses a lane until it is resumed, or lets a paused one send again, at a rate that grows. The platforms are
 * told.
 * @throws {DeskFault} where no reason is given, or the lane is so already
 */
export async function switchLane(
  gateway: GatewayConnection,
  to: 'pause' | 'resume',
  wish: LaneWish,
  now = new Date(),
): Promise<SwitchedLane> {
  const reason = reasonOf(wish.reason, 'kept, and published');
  const lane = gateway.lane(wish.lane);
  // All that is needed is found before the lane is changed.
  const [laneSwitch, outcomes] = await Promise.all([gateway.laneSwitch(lane), gateway.outcomes()]);
  return acting(gateway, { action: to, authority: lane, reason }, async () => {
    const before = await laneSwitch[to](reason);
    if (to === 'pause' && before.state === 'paused') {
      const since = momentOf(new Date(before.since).toISOString());
      throw new DeskFault('NOT_CHANGED', `${lane} is paused already, since ${since}: ${printable(before.reason)}`);
    }
    if (to === 'resume' && before.state !== 'paused')
      throw new DeskFault('NOT_CHANGED', `${lane} is not paused: it is ${before.state}, and stays as it is.`);
    const word = to === 'pause' ? 'paused' : 'resumed';
    const at = now.toISOString();
    const ofNoFiling = { message: null, messageId: null, reference: null, kind: null, platform: null };
    const told = { id: `lane-${word}/${lane}/${at}`, at, outcome: `lane-${word}`, authority: lane, reason } as const;
    await outcomes.publish({ ...told, ...ofNoFiling }).catch((error: unknown) => {
      throw untold(lane, word, error);
    });
    return { lane, word, reason, at };
  });
}

function untold(lane: AuthorityName, word: Word['word'], cause: unknown): DeskFault {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const text = `${lane} is ${word}, but the platforms could not be told: ${why}`;
  return new DeskFault('AWS', text, { cause, ...refusedPermission(cause) });
}

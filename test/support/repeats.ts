import type { SeenCall } from './faulty-customs.ts';

/** A process that was killed, and when. */
export interface Killed {
  at: number;
  pid: number;
}

/** A batch is over within this time once its last call was answered: its messages are off the queue then. */
const IN_HAND_MS = 5_000;

/** Whether an answer tells the fate of the message. */
function isClear({ heard }: SeenCall): boolean {
  return heard !== undefined && (heard < 300 || [400, 413, 422].includes(heard));
}

/**
 * Whether the process of a call was killed before the message was off its hands. A process that is dead makes no
 * calls: one that is noted after its end was made before it. A process that is not known may be any that was
 * killed about then.
 */
function diedWith({ pid, at, endedAt = at }: SeenCall, kills: readonly Killed[]): boolean {
  return kills.some(
    (kill) => kill.at <= endedAt + IN_HAND_MS && (pid === undefined ? kill.at >= at - IN_HAND_MS : kill.pid === pid),
  );
}

/**
 * Calls after which the same message went again, although customs had said in whole what became of it, to a process
 * that was not killed while it had that message in hand.
 * @param calls those of one message under one id, in order
 */
export function needlessRepeats(calls: readonly SeenCall[], kills: readonly Killed[]): SeenCall[] {
  return calls.slice(0, -1).filter((call) => isClear(call) && !diedWith(call, kills));
}

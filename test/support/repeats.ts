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

/** Whether the process of a call was killed while it worked on the message. */
function diedWith({ pid, at, endedAt = at }: SeenCall, kills: readonly Killed[]): boolean {
  return kills.some((kill) => kill.pid === pid && kill.at >= at && kill.at <= endedAt + IN_HAND_MS);
}

/**
 * Calls after which the same message went again, although customs had said in whole what became of it, to a process
 * that was not killed while it had that message in hand.
 * @param calls those of one message under one id, in order
 */
export function needlessRepeats(calls: readonly SeenCall[], kills: readonly Killed[]): SeenCall[] {
  return calls.slice(0, -1).filter((call) => isClear(call) && !diedWith(call, kills));
}

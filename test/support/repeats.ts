import type { SeenCall } from './faulty-customs.ts';

/** A process that was killed, and when. */
export interface Killed {
  at: number;
  pid: number;
}

/** The time after its last answer in which a batch ends: its messages are off the queue then. */
const IN_HAND_MS = 5_000;

/** True for an answer that decides the fate of the message. */
function isClear({ heard }: SeenCall): boolean {
  return heard !== undefined && (heard < 300 || [400, 413, 422].includes(heard));
}

/**
 * True if the process of a call was killed before its message was off the queue. A dead process makes no calls: a
 * call that is noted after its end was made before it. A process that is not known may be any that was killed at that
 * time.
 */
function diedWith({ pid, at, endedAt = at }: SeenCall, kills: readonly Killed[]): boolean {
  return kills.some(
    (kill) => kill.at <= endedAt + IN_HAND_MS && (pid === undefined ? kill.at >= at - IN_HAND_MS : kill.pid === pid),
  );
}

/**
 * Calls after which the same message went again, although customs had answered in whole, to a process that was not
 * killed while it had that message.
 * @param calls those of one message under one id, in order
 */
export function needlessRepeats(calls: readonly SeenCall[], kills: readonly Killed[]): SeenCall[] {
  return calls.slice(0, -1).filter((call) => isClear(call) && !diedWith(call, kills));
}

import type { Share } from '../../functions/admission/admit.ts';

/** The rate where the lane's share is not known here. */
const UNKNOWN = { perSecond: 10, perHour: 36_000 };

/**
 * The pace at which messages are put on a lane's outbox: no faster than the lane may send them, so that what platforms
 * submit meanwhile does not stand behind all of them.
 * @param used the messages of the last hour
 * @returns the milliseconds to wait after so many messages, the last `count` of them just put
 */
export function paceOf(share: Share = UNKNOWN, used = 0): (put: number, count: number) => number {
  const { perSecond, perHour } = share;
  const atOnce = Math.max(0, perHour - used);
  return (put, count) => (count / (put <= atOnce ? perSecond : Math.min(perSecond, perHour / 3600))) * 1000;
}

/** The settings of a lane by which its senders are sized. */
interface SizedLane {
  share: { perSecond: number };
  answerSeconds: number;
  maximumConcurrency: number;
  batchSize?: number | undefined;
}

/** The batch of a lane whose share is small: its messages cost little together, and few come again if a sender dies. */
const USUAL_BATCH = 100;
/** The most messages of a batch that is not configured. Lambda hands out fewer where they are more than 6 MB together. */
const LARGEST_BATCH = 1000;
/**
 * The seconds from the last answer of a batch to the first turn of the sender's next one: to record the answer, to end,
 * and to be handed the next. Unsure: it was measured on one machine alone, where it is a tenth of this.
 */
const BETWEEN_SECONDS = 0.5;

/**
 * The most messages in a batch of a lane's sender. A sender waits for the last answer of its batch before it takes the
 * next one; meanwhile the turns of the others' batches must last.
 */
export function batchSizeOf(lane: SizedLane): number {
  const needed = Math.ceil((lane.share.perSecond * waitOf(lane)) / (lane.maximumConcurrency - 1));
  return lane.batchSize ?? Math.min(LARGEST_BATCH, Math.max(USUAL_BATCH, needed));
}

/** The messages a second that a lane's senders reach where the authority answers as slowly as it is expected to. */
export function reachedPerSecond(lane: SizedLane): number {
  const { share, maximumConcurrency } = lane;
  const batch = batchSizeOf(lane);
  const seconds = batch / share.perSecond + waitOf(lane);
  return Math.min(share.perSecond, (maximumConcurrency * batch) / seconds);
}

/** The fewest senders that reach a lane's share with their batches. */
export function sendersNeeded(lane: SizedLane): number {
  return 1 + Math.ceil((lane.share.perSecond * waitOf(lane)) / batchSizeOf(lane));
}

function waitOf({ answerSeconds }: SizedLane): number {
  return answerSeconds + BETWEEN_SECONDS;
}

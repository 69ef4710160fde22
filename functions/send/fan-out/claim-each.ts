import pMap from 'p-map';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { digestOf } from '../../ledger/digest.ts';
import { type FanOutPlace, fanOutPlace, fanOutPlaceRead, type Order } from '../../ledger/fan-out-place.ts';
import { readFiling } from '../../ledger/filing.ts';
import { parkedUntil } from '../../ledger/parked-until.ts';
import type { FilingKey, Parked, SentRecord } from '../../ledger/records.ts';
import type { ReleasedSend } from '../../outbox/outbox.ts';
import { parkedForDeclaration } from '../parked-for-declaration.ts';
import type { SendPorts } from '../ports.ts';

/** The claims at a time: parked sends are in one list of the index, which takes a thousand writes a second. */
const AT_ONCE = 6;
/** The longest delay of a queue. */
const LONGEST_DELAY_MS = 15 * 60_000;
/** The time after its turn from which housekeeping takes a pointer for lost. */
const GRACE_MS = 5 * 60_000;
const AWAITED = { reason: 'the declaration is not answered yet' };

/** The places of filings after what was ready was claimed, and when the next message may go (ms since the epoch). */
export interface Claimed {
  places: Exclude<FanOutPlace, 'ready' | 'unread'>[];
  nextAt: number;
}

/** The message that is carried out among them, as far as it matters for one. */
export interface Carrying {
  order: Order;
  platform: string;
  nextAt: number;
}

/**
 * Claims the message of each filing that is ready, as parked: one that is not answered yet for its answer, the others
 * one after another at the lane's pace. A claim that is taken was made by another: that one's fate is seen at the next
 * look. What is due within the queue's delay is put on the outbox, to be handed out then.
 */
export async function claimEach(
  summaries: readonly FilingSummary[],
  payload: unknown,
  { order, platform, nextAt }: Carrying,
  ports: SendPorts,
): Promise<Claimed> {
  const { lane, ledger, now, parking, releaseAll } = ports;
  const released: ReleasedSend[] = [];
  let next = nextAt;
  const claimOne = async (summary: FilingSummary): Promise<Claimed['places'][number]> => {
    const { place, attempt, isAwaited } = await readyFor(summary, order, ports);
    if (place !== 'ready') return place;
    const key: FilingKey = { authority: summary.authority, kind: summary.kind, reference: summary.reference };
    const at = Math.max(next, parking?.until ?? 0);
    const record = recordFor(key, payload, { order, attempt, platform: summary.platform ?? platform }, ports);
    const delayMs = Math.max(0, at - now().getTime());
    const isReleased = !isAwaited && !parking && delayMs <= LONGEST_DELAY_MS;
    const settlement: Parked = isAwaited
      ? parkedForDeclaration(record, AWAITED, ports)
      : parkedUntil(at + (isReleased ? GRACE_MS : 0), now(), {});
    if (!isAwaited) next += 1000 / lane.share.perSecond;
    if (!(await ledger.claim(key, { ...record, settlement }))) return 'waiting';
    const { message, platform: owner } = record;
    const delaySeconds = Math.floor(delayMs / 1000);
    if (isReleased) released.push({ key, sent: { message, attempt }, platform: owner, delaySeconds });
    return 'waiting';
  };
  const places = await pMap(summaries, claimOne, { concurrency: AT_ONCE });
  if (released.length > 0) await releaseAll(released);
  return { places, nextAt: next };
}

/** The place of a filing; one that its summary does not tell is read whole. */
async function readyFor(summary: FilingSummary, order: Order, { ledger }: SendPorts) {
  const place = fanOutPlace(summary, order);
  if (place !== 'unread') return { place, attempt: 1, isAwaited: false };
  const { authority, kind, reference } = summary;
  const key = { authority, kind, reference };
  const read = readFiling(key, await ledger.records(key));
  return { ...fanOutPlaceRead(read, order), isAwaited: read.filing.state === null };
}

/** The send that is claimed in a filing, without what it is parked for. */
function recordFor(
  { reference }: FilingKey,
  payload: unknown,
  { order, attempt, platform }: { order: Order; attempt: number; platform: string },
  { authority, now }: SendPorts,
): SentRecord {
  const { fanOut, claim } = order;
  const message = authority.prepare(fanOut.messageFor(payload, reference), reference);
  return {
    ...{ type: 'sent', message: fanOut.message, attempt, at: now().toISOString() },
    ...{ messageId: authority.messageIdOf(message), platform, digest: digestOf(claim), claimedBy: claim },
    body: JSON.stringify(message),
  };
}

import type { OutboundMessage } from '../../../schemas/contract.ts';
import type { FanOutChoice, FanOutCounts } from '../../../schemas/fan-out.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import { OPERATOR } from '../../../schemas/platform-name.ts';
import { outbound } from '../../ledger/attempts.ts';
import { fanOutClaim } from '../../ledger/fan-out-claim.ts';
import type { Order } from '../../ledger/fan-out-place.ts';
import { answerPath } from '../../ledger/fate.ts';
import { filingId } from '../../ledger/items.ts';
import { parkedUntil } from '../../ledger/parked-until.ts';
import type { FanOutProgress, FilingKey, Parked, SentRecord } from '../../ledger/records.ts';
import { releaseSoon } from '../../ledger/release-soon.ts';
import { keepMessage } from '../keep-message.ts';
import type { SendPorts } from '../ports.ts';
import { type Claimed, claimEach } from './claim-each.ts';
import { type FanOutTimes, fanOutTimes, nextLook } from './times.ts';

/** The filings whose summaries are read together. */
const AT_ONCE = 100;
/** The time after which a pass leaves the rest to the next one: its sender has other messages, and an end. */
const PASS_MS = 4000;

/** A claimed message that the gateway carries out itself. */
export interface CarriedOut {
  key: FilingKey;
  contract: OutboundMessage;
  record: SentRecord;
}

/**
 * Makes one pass through the filings of a message that the gateway carries out: claims in each that is ready the message
 * that goes there, as parked, and has it released at its turn; then parks itself until the next look, or keeps its
 * answer where all are through. It spends no turn and makes no call. Everything follows from what the filings are, and
 * a claim is made once: a pass that is made twice, or ends anywhere, changes nothing of that.
 */
export async function carryOut({ key, contract, record }: CarriedOut, ports: SendPorts): Promise<void> {
  const order = orderOf(key, contract, record);
  const { ledger, release, lane, now } = ports;
  const times = fanOutTimes(order.fanOut, lane, record.at);
  const payload: unknown = JSON.parse(record.body);
  const pass = await walk(payload, order, record, times, ports);
  const { counts, walked, begun } = pass;
  const details = order.fanOut.details(counts, new Date(times.joiningEnds));
  const clock = now().getTime();
  // Filings that joined behind a walk that was under way are for another one.
  const isThrough = counts.waiting === 0 && begun >= times.endsFrom;
  if (!walked && (isThrough || clock >= times.endsBy)) return keepEnd({ key, contract, record }, details, ports);

  const progress: FanOutProgress = {
    // Counts of a part are no news of the whole.
    details: walked ? (record.progress?.details ?? details) : details,
    ...(walked && { walk: { begun: new Date(begun).toISOString(), after: walked, counts } }),
    nextAt: new Date(pass.nextAt).toISOString(),
  };
  const due = walked ? clock : nextLook(times, record.at, clock);
  const parked: Parked = { ...parkedUntil(due, new Date(clock), {}), progress };
  if (await ledger.settle(key, record, parked))
    await releaseSoon({ key, sent: record, due: parked.due }, ledger, release, new Date(clock));
}

function orderOf(key: FilingKey, { fanOut, message }: OutboundMessage, record: SentRecord): Order {
  const each = fanOut && outbound(key, fanOut.message);
  if (!each) throw new TypeError(`${message} is not carried out by the gateway`);
  return { fanOut, each, claim: fanOutClaim(key, record) };
}

/** A pass through the filings; its instants are in ms since the epoch. */
interface Pass {
  /** The begin of its walk. */
  begun: number;
  /** The counts so far. */
  counts: FanOutCounts;
  /** The id of the last filing that it came to; undefined where it came to the end. */
  walked?: string;
  /** The time at which the next message may go. */
  nextAt: number;
}

async function walk(
  payload: unknown,
  order: Order,
  { platform, progress }: SentRecord,
  { endsFrom }: FanOutTimes,
  ports: SendPorts,
): Promise<Pass> {
  const { now, findable } = ports;
  const start = now().getTime();
  const from = progress?.walk;
  const begun = from ? Date.parse(from.begun) : start;
  const counts = { ...(from?.counts ?? NONE) };
  const chosen = order.fanOut.chosen(payload);
  const keys = await chosenKeys(chosen, order, ports);
  const isIts = belongsTo(chosen, platform, ports);
  const ahead = keys.filter((key) => from === undefined || filingId(key) > from.after);
  let nextAt = Math.max(start, Date.parse(progress?.nextAt ?? '') || 0);
  for (let at = 0; at < ahead.length; at += AT_ONCE) {
    const some = ahead.slice(at, at + AT_ONCE);
    const summaries = (await findable.summaries(some)).filter(isIts);
    const claimed: Claimed = await claimEach(summaries, payload, { order, platform, nextAt }, ports);
    nextAt = claimed.nextAt;
    for (const place of claimed.places) counts[place] += 1;
    // One that is named may still be filed, and nothing is said of one that is another platform's.
    const missing = 'references' in chosen ? some.length - summaries.length : 0;
    counts[now().getTime() < endsFrom ? 'waiting' : 'unknown'] += missing;
    const last = some.at(-1);
    const isLast = at + AT_ONCE >= ahead.length;
    if (!isLast && last && now().getTime() - start >= PASS_MS) return { begun, counts, walked: filingId(last), nextAt };
  }
  return { begun, counts, nextAt };
}

const NONE: FanOutCounts = { done: 0, waiting: 0, rejected: 0, skipped: 0, unknown: 0 };

/** The filings that may be meant, each once, in an order that the next pass finds again. */
async function chosenKeys(chosen: FanOutChoice, { fanOut }: Order, { authority, findable }: SendPorts) {
  const { name } = authority;
  const keys =
    'findableBy' in chosen
      ? await findable.under(name, chosen.findableBy)
      : chosen.references.map((reference): FilingKey => ({ authority: name, kind: fanOut.kind, reference }));
  return keys
    .filter(({ kind }) => kind === fanOut.kind)
    .map((key) => [filingId(key), key] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key);
}

/** Selects the filings that are meant and that the platform may go on with: an operator all of them. */
function belongsTo(chosen: FanOutChoice, platform: string, { trust }: SendPorts) {
  return (summary: FilingSummary): boolean => {
    const isMeant = !('findableBy' in chosen) || summary.findableBy.includes(chosen.findableBy);
    const isIts = platform === OPERATOR || (summary.platform !== null && trust.mayAct(platform, summary.platform));
    return isMeant && isIts;
  };
}

/** Keeps the end of it as its answer, of which the stream of the ledger's table notifies. */
function keepEnd({ key, contract, record }: CarriedOut, details: object, ports: SendPorts): Promise<void> {
  const message = contract.fanOut?.answer ?? '';
  const answer = { message, messageId: `${record.messageId}/end`, body: JSON.stringify(details) };
  return keepMessage(key, answer, { path: answerPath(record.message), httpStatus: null }, ports, [record]);
}

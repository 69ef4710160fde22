import type { Share } from '../../functions/admission/admit.ts';
import type { Word } from '../../functions/admission/dynamodb-admission.ts';
import { counted } from '../../functions/admission/hour.ts';
import type { Books } from '../../functions/books/books.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { queueDepth } from '../gateway/queue-depth.ts';
import { type BreakerStatus, breakerStatus } from './lane-status.ts';

/** A lane at a glance: read from a handful of items, however much waits. */
export interface LaneStrip {
  authority: AuthorityName;
  breaker: BreakerStatus;
  lastWord: Word | null;
  /** The messages granted in the last hour. */
  used: number;
  share: Share | null;
  /** The messages on the outbox. */
  outbox: number;
  /** The messages that wait, on the outbox and parked. */
  backlog: number;
  /** The hours that the lane's whole share needs for them; null where the share is not known here. */
  hoursToDrain: number | null;
  /** The latest minute in which the authority wrote, ISO 8601 in UTC; null where it wrote nothing in the last two hours. */
  lastReceived: string | null;
  /** The access token that the senders share; null where there is none, undefined where the lane needs none. */
  token: { obtainedAt: number; expiresAt: number } | null | undefined;
}

/** The time in which a message of the authority is looked for. */
const LOOKED_BACK_MS = 2 * 60 * 60_000;

/**
 * Looks at a lane, by a few small reads.
 * @param waiting the number of filings that wait in it, by the books
 */
export async function laneStrip(
  gateway: GatewayConnection,
  authority: AuthorityName,
  waiting: number,
  now: Date,
): Promise<LaneStrip> {
  const [laneSwitch, sqs, books] = await Promise.all([
    gateway.laneSwitch(authority),
    gateway.queues(),
    gateway.books(),
  ]);
  const [state, lastWord, outbox, lastReceived, token] = await Promise.all([
    laneSwitch.state(),
    laneSwitch.lastWord(),
    gateway.outbox(authority).then((url) => queueDepth(sqs, url)),
    lastReceivedIn(books, authority, now),
    tokenOf(gateway, authority),
  ]);
  const share = gateway.share(authority) ?? null;
  const backlog = outbox + waiting;
  return {
    ...{ authority, breaker: breakerStatus(authority, state, now), lastWord: lastWord ?? null },
    ...{ used: counted(state.hour, now.getTime()).sum, share, outbox, backlog, lastReceived, token },
    hoursToDrain: share && backlog / Math.min(share.perHour, share.perSecond * 3600),
  };
}

async function lastReceivedIn(books: Books, authority: AuthorityName, now: Date): Promise<string | null> {
  const since = new Date(now.getTime() - LOOKED_BACK_MS).toISOString();
  const minutes = await books.traffic(authority, since, now.toISOString());
  return minutes.findLast(({ received }) => received > 0)?.at ?? null;
}

async function tokenOf(gateway: GatewayConnection, authority: AuthorityName): Promise<LaneStrip['token']> {
  if (!settingsOf(authority).urls.tokens) return undefined;
  const { token } = await (await gateway.accessToken(authority)).read();
  return token ? { obtainedAt: token.obtainedAt, expiresAt: token.expiresAt } : null;
}

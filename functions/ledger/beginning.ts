import { messageOf, outboundMessages } from '../../schemas/catalogue.ts';
import { openedBy } from '../../schemas/opening.ts';
import { outbound } from './attempts.ts';
import type { SentKey } from './ledger.ts';
import { type FilingKey, isAboutOthers, type SentRecord } from './records.ts';

/**
 * True if a message begins a filing; false if it goes on with one that another message of its reference began, or that
 * the message which opens it did.
 */
export function begins(key: FilingKey, message: string): boolean {
  if (openedBy(key.authority, message)) return true;
  const contract = outbound(key, message);
  const isFollowing = contract?.by === 'gateway' || contract?.opensWith !== undefined;
  return !isFollowing && (isAboutOthers(key) || !contract?.followsUp);
}

/**
 * The message under whose name a message is claimed, where that is another one. All messages that begin a filing are
 * claimed in one place, so that two of them under one reference meet at one item.
 */
export function claimedAs(key: FilingKey, message: string): Pick<SentRecord, 'claimedAs'> {
  if (!begins(key, message)) return {};
  const all = outboundMessages(key.authority).filter(({ filing }) => filing === key.kind);
  const first = all.find((one) => begins(key, one.message))?.message;
  return first === undefined || first === message ? {} : { claimedAs: first };
}

/** The name by which a send is claimed: that of its message, or of another that begins the filing. */
export function claimName({ message, claimedAs = message }: SentKey): string {
  return claimedAs;
}

/**
 * True if a letter of the outbox points at this send, by the name that it is claimed by or by its own message, or where
 * it names no attempt, claimed it.
 */
export function isSendOf(sent: SentRecord, { message, attempt }: Partial<SentKey>, claimId?: string): boolean {
  if (attempt === undefined) return sent.claimedBy === claimId;
  return sent.attempt === attempt && (sent.message === message || sent.claimedAs === message);
}

/** True if a message is answered in the response to its call alone. */
export function isAnsweredAtOnce(key: FilingKey, message: string): boolean {
  const answers = outbound(key, message)?.answeredBy.map((answer) => messageOf(key.authority, answer)) ?? [];
  const isInCall = (one: (typeof answers)[number]) =>
    one?.direction === 'inbound' && one.routes.every(({ by }) => by === 'answer');
  return answers.length > 0 && answers.every(isInCall);
}

/**
 * True for a send that may still be in its call: it is answered there, and nothing is noted of its end. No clock runs for
 * it, since the call itself has a limit.
 */
export function isInCall(key: FilingKey, { message, settlement, resumedAt }: SentRecord): boolean {
  return isAnsweredAtOnce(key, message) && settlement === undefined && resumedAt === undefined;
}

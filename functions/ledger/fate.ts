import { isAnsweredWithin } from '../../schemas/answered-within.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import type { AttemptSpan, FilingStatus, UnjudgedFiling } from '../../schemas/filing.ts';
import { lastTry, outbound, type Statement } from './attempts.ts';
import type { FilingKey, PastCalls, SentRecord } from './records.ts';

/** A filing's sends, each with its fate. */
export interface Fates {
  /** The latest send of a message; where none is named, the one that left last. */
  latest(message?: string): SentRecord | undefined;
  statusOf(sent: SentRecord): FilingStatus;
  /** The status of a send and of what follows its answer: `waiting` where that is still to be claimed. */
  statusWithNext(sent: SentRecord): FilingStatus;
}

/**
 * The fate of a send: the one place that says what became of it. An answer decides before anything that was
 * noted at the call, by whichever message it came; then a refusal at the call, then errors, then the finding of a
 * person. A parked send goes again, unless an error about it shows that it had arrived.
 * @param filing the filing that it belongs to, merged from all that is known
 * @param attempt its span: an answer to an earlier attempt is none to a later one
 */
export function fateOf(
  sent: SentRecord,
  key: FilingKey,
  statements: readonly Statement[],
  filing: UnjudgedFiling,
  attempt: AttemptSpan,
): FilingStatus {
  const contract = outbound(key, sent.message);
  if (contract && isAnsweredWithin(contract, filing, attempt)) return 'answered';
  if (sent.settlement?.verdict === 'refused') return 'refused';
  const errors = errorsAbout(sent, key, statements).filter((one) => !isOfLater(one, sent, attempt));
  const final = errors.findLast(({ facts }) => !facts.technical);
  if (final) return final.record.type === 'received' && final.record.isRefusal ? 'refused' : 'rejected';
  if (sent.settlement?.verdict === 'settled') return sent.settlement.isDone ? 'answered' : 'failed';
  if (sent.settlement?.verdict === 'unclear') return 'unclear';
  if (isProved(sent, key, statements, errors)) return 'sent';
  if (sent.settlement?.verdict === 'parked') return 'waiting';
  if (errors.length > 0) return 'failed';
  return isUnknown(statements, sent) ? 'failed' : 'sent';
}

/** True if an error came in the response to the call of a later attempt. */
function isOfLater({ record }: Statement, { message }: SentRecord, { until }: AttemptSpan): boolean {
  return record.type === 'received' && record.path === answerPath(message) && until !== undefined && record.at > until;
}

/**
 * True if a message may be submitted again under its reference after a send with this fate: only what was turned
 * down may, and a text that the authority refused outright ([H7-E400]) never.
 */
export function mayBeSubmittedAgain(fate: FilingStatus, wasRefused: boolean): boolean {
  return !wasRefused && ['refused', 'rejected', 'failed'].includes(fate);
}

/**
 * True if a person has to look, since nobody said whether a call arrived and it must not be made again: at all, or once
 * more than it was.
 * @param before an earlier call of the same send may have arrived too
 */
export function isUnclear(
  { afterSilence }: Pick<OutboundMessage, 'afterSilence'>,
  mayHaveArrived: boolean,
  before: boolean,
): boolean {
  return mayHaveArrived && (afterSilence === 'stop' || (afterSilence === 'resend-once' && before));
}

/** The time from which the authority may have a send, ISO 8601 in UTC; `undefined` where no try can have arrived. */
export function reachedSince(sent: SentRecord): string | undefined {
  const { mayHaveArrived, technicalFailures, pending } = whileParked(sent);
  if (sent.mayHaveArrived || sent.technicalFailures || sent.pending || mayHaveArrived || technicalFailures || pending)
    return sent.reachedAt ?? lastTry(sent);
  const { settlement } = sent;
  if (settlement?.verdict === 'refused' && settlement.mayHaveArrived) return sent.reachedAt ?? lastTry(sent);
  const isClear = settlement?.verdict === 'parked' || settlement?.verdict === 'refused';
  return isClear ? undefined : lastTry(sent);
}

/** True for a send that was taken out before it was turned down: it may be submitted again as it was. */
export function isTakenOut({ settlement }: SentRecord): boolean {
  return settlement?.verdict === 'refused' && Boolean(settlement.isWithdrawn || settlement.isUnready);
}

/** True for a send that never left, and that waits or waited for another: it says nothing of its filing. */
export function isAside(sent: SentRecord): boolean {
  return isParkedForDeclaration(sent) || (isTakenOut(sent) && reachedSince(sent) === undefined);
}

/**
 * The errors that were received about this send: on its path, and not before it can have arrived. A technical
 * one is over once it was sent again. That the authority has its reference already is no error where an
 * earlier try may have arrived: it proves that it did.
 */
export function errorsAbout(sent: SentRecord, key: FilingKey, statements: readonly Statement[]): Statement[] {
  const isOver = beforeTime(lastTry(sent), sent, statements);
  return errorsSince(sent, key, statements).filter(
    (one) => !(provesArrival(sent, key, one) || (one.facts.technical && isOver(one))),
  );
}

/** True if an error says that the authority has this send, of which an earlier try may have arrived. */
export function provesArrival(sent: SentRecord, key: FilingKey, { facts }: Statement): boolean {
  const contract = outbound(key, sent.message);
  return Boolean(sent.mayHaveArrived && facts.errors?.some((error) => contract?.provesArrival?.(error)));
}

/**
 * True if an error proves that the authority has a send, and no later one that it failed on it: its answer may be
 * still to come.
 */
export function isProved(
  sent: SentRecord,
  key: FilingKey,
  statements: readonly Statement[],
  failures = errorsAbout(sent, key, statements),
): boolean {
  const proofs = errorsSince(sent, key, statements).filter((one) => provesArrival(sent, key, one));
  return proofs.some(({ record: { at } }) => failures.every(({ record }) => record.at <= at));
}

/** True if the authority was asked since a filing was last sent, and does not know it. */
export function isUnknown(statements: readonly Statement[], sent?: SentRecord): boolean {
  return statements.some(({ facts, askedAt }) => facts.unknownToAuthority && !(sent && askedAt < lastTry(sent)));
}

/** The sends that errors are about, by error: of each the latest that can have arrived when it was written. */
export function sendsTurnedDown(
  key: FilingKey,
  sends: readonly SentRecord[],
  statements: readonly Statement[],
): ReadonlyMap<Statement, SentRecord> {
  return new Map(sends.flatMap((sent) => errorsSince(sent, key, statements).map((error) => [error, sent])));
}

/** The path of what comes in the response to the call of a message. */
export function answerPath(message: string): string {
  return `answer/${message}`;
}

/** The path of the items of a feed. */
export function feedPath(feed: string): string {
  return `feed/${feed}`;
}

/** All errors on the path of a send since it can have arrived, and those in the responses to its calls. */
function errorsSince(sent: SentRecord, key: FilingKey, statements: readonly Statement[]): Statement[] {
  const reached = reachedSince(sent);
  const errorsAt = outbound(key, sent.message)?.errorsAt;
  const isBefore = reached === undefined ? () => true : beforeTime(reached, sent, statements);
  return statements.filter((one) => {
    const { record, facts } = one;
    if (!facts.errors || record.type !== 'received') return false;
    if (record.path === answerPath(sent.message)) return record.at >= sent.at;
    return record.path === errorsAt && !isBefore(one);
  });
}

/** Clocks of one authority differ by less. */
const CLOCKS_DIFFER_MS = 60_000;
/** A message that is older when it comes tells nothing of the clock that it was written by. */
const OLDEST_MS = 86_400_000;

/**
 * Finds the messages that came before a time, or were written before it and came late: they say nothing of a send that
 * left then. The authority's clock is not ours, so it is measured from the errors that came before: no later one was
 * written sooner after them than the send left after their arrival. Where there are none, our own has to do, and only
 * where an earlier attempt may have arrived: else the send is the only one that an error can be about.
 * @param since ISO 8601
 */
function beforeTime(
  since: string,
  { attempt, mayHaveArrived }: SentRecord,
  statements: readonly Statement[],
): (one: Statement) => boolean {
  const ahead = (one: Statement) => one.written - Date.parse(one.record.at);
  const isTimed = (one: Statement) => ahead(one) > -OLDEST_MS;
  const earlier = statements.filter((one) => one.facts.errors && one.record.at < since && isTimed(one));
  const clock = earlier.reduce((least, one) => Math.min(least, ahead(one)), 0);
  const left = Date.parse(since) + clock - CLOCKS_DIFFER_MS;
  const hasEarlier = earlier.length > 0 || (attempt > 1 && mayHaveArrived === true);
  return (one) => one.record.at < since || (hasEarlier && isTimed(one) && one.written < left);
}

/** True if a send is parked for an answer about the declaration that it names: it says nothing of that itself. */
export function isParkedForDeclaration({ settlement }: SentRecord): boolean {
  return settlement?.verdict === 'parked' && settlement.awaitsDeclaration === true;
}

/** The facts of a send's calls while it was parked, which are kept however it goes on. */
export function whileParked({ settlement }: SentRecord): PastCalls {
  if (settlement?.verdict !== 'parked') return {};
  const { mayHaveArrived, technicalFailures, failures, alone, pending, progress } = settlement;
  return {
    ...(mayHaveArrived && { mayHaveArrived }),
    ...(technicalFailures && { technicalFailures }),
    ...(failures && { failures }),
    ...(alone && { alone }),
    ...(pending && { pending }),
    ...(progress && { progress }),
  };
}

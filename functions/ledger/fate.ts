import type { OutboundMessage } from '../../schemas/contract.ts';
import type { FilingStatus, UnjudgedFiling } from '../../schemas/filing.ts';
import { lastTry, outbound, type Statement, writtenAt } from './attempts.ts';
import type { FilingKey, PastCalls, SentRecord } from './records.ts';

/** A filing's sends, each with its fate. */
export interface Fates {
  /** The latest send of a message; where none is named, the one that left last. */
  latest(message?: string): SentRecord | undefined;
  statusOf(sent: SentRecord): FilingStatus;
}

/**
 * The fate of a send: the one place that says what became of it. An answer decides before anything that was
 * noted at the call, by whichever message it came; then a refusal at the call, then errors. A parked send goes
 * again, unless an error about it shows that it had arrived.
 * @param filing the filing that it belongs to, merged from all that is known
 */
export function fateOf(
  sent: SentRecord,
  key: FilingKey,
  statements: readonly Statement[],
  filing: UnjudgedFiling,
): FilingStatus {
  if (outbound(key, sent.message)?.isAnswered(filing)) return 'answered';
  if (sent.settlement?.verdict === 'refused') return 'refused';
  if (sent.settlement?.verdict === 'settled') return sent.settlement.isDone ? 'answered' : 'failed';
  const errors = errorsAbout(sent, key, statements);
  const final = errors.findLast(({ facts }) => !facts.technical);
  if (final) return final.record.type === 'received' && final.record.isRefusal ? 'refused' : 'rejected';
  if (sent.settlement?.verdict === 'unclear') return 'unclear';
  if (isProved(sent, key, statements, errors)) return 'sent';
  if (sent.settlement?.verdict === 'parked') return 'waiting';
  if (errors.length > 0) return 'failed';
  return isUnknown(statements, sent) ? 'failed' : 'sent';
}

/**
 * True if a message may be submitted again under its reference after a send with this fate: only what was turned
 * down may, and a text that the authority refused outright ([H7-E400]) never.
 */
export function mayBeSubmittedAgain(fate: FilingStatus, wasRefused: boolean): boolean {
  return !wasRefused && ['refused', 'rejected', 'failed'].includes(fate);
}

/** True if a person has to look, since nobody said whether a send arrived and its message must not go twice. */
export function isUnclear({ afterSilence }: Pick<OutboundMessage, 'afterSilence'>, mayHaveArrived: boolean): boolean {
  return afterSilence === 'stop' && mayHaveArrived;
}

/** The time from which the authority may have a send, ISO 8601 in UTC; `undefined` where no try can have arrived. */
export function reachedSince(sent: SentRecord): string | undefined {
  const { mayHaveArrived, technicalFailures, pending } = whileParked(sent);
  if (sent.mayHaveArrived || sent.technicalFailures || sent.pending || mayHaveArrived || technicalFailures || pending)
    return sent.reachedAt ?? lastTry(sent);
  const isClear = sent.settlement?.verdict === 'parked' || sent.settlement?.verdict === 'refused';
  return isClear ? undefined : lastTry(sent);
}

/**
 * The errors that were received about this send: on its path, and not before it can have arrived. A technical
 * one is over once it was sent again. That the authority has its reference already is no error where an
 * earlier try may have arrived: it proves that it did.
 */
export function errorsAbout(sent: SentRecord, key: FilingKey, statements: readonly Statement[]): Statement[] {
  return errorsSince(sent, key, statements).filter(
    (one) => !(provesArrival(sent, key, one) || (one.facts.technical && isBefore(lastTry(sent), one, statements))),
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
  return statements.some(({ record, facts }) => facts.unknownToAuthority && !(sent && record.at < lastTry(sent)));
}

/** The send that an error is about: the latest that can have arrived when it was written. */
export function turnedDownBy(
  error: Statement,
  key: FilingKey,
  sends: readonly SentRecord[],
  statements: readonly Statement[],
): SentRecord | undefined {
  return sends.findLast((sent) => errorsSince(sent, key, statements).includes(error));
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
  return statements.filter(({ record, facts }) => {
    if (!facts.errors || record.type !== 'received') return false;
    const since = record.path === answerPath(sent.message) ? sent.at : record.path === errorsAt ? reached : undefined;
    return since !== undefined && !isBefore(since, { record, facts }, statements);
  });
}

/** Clocks of one authority differ by less. */
const CLOCKS_DIFFER_MS = 60_000;

/**
 * True for a message that came before a time, or was written before it and came late: it says nothing of a send that
 * left then. The authority's clock is not ours, so it is measured from the errors that came before: no later one was
 * written sooner after them than the send left after their arrival.
 * @param since ISO 8601
 */
function isBefore(since: string, one: Statement, statements: readonly Statement[]): boolean {
  if (one.record.at < since) return true;
  const lead = (to: Statement) => writtenAt(to) - Date.parse(to.record.at);
  const earlier = statements.filter(({ record, facts }) => facts.errors && record.at < since);
  const left = Date.parse(since) - CLOCKS_DIFFER_MS;
  return earlier.length > 0 && [0, ...earlier.map(lead)].every((ahead) => writtenAt(one) < left + ahead);
}

/** True if a send is parked for an answer about the declaration that it names: it says nothing of that itself. */
export function isParkedForDeclaration({ settlement }: SentRecord): boolean {
  return settlement?.verdict === 'parked' && settlement.awaitsDeclaration === true;
}

/** The facts of a send's calls while it was parked, which are kept however it goes on. */
export function whileParked({ settlement }: SentRecord): PastCalls {
  if (settlement?.verdict !== 'parked') return {};
  const { mayHaveArrived, technicalFailures, failures, alone, pending } = settlement;
  return {
    ...(mayHaveArrived && { mayHaveArrived }),
    ...(technicalFailures && { technicalFailures }),
    ...(failures && { failures }),
    ...(alone && { alone }),
    ...(pending && { pending }),
  };
}

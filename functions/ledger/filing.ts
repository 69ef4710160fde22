import { contractOf, kindOf, outboundMessages } from '../../schemas/catalogue.ts';
import type { AuthorityError, Facts } from '../../schemas/contract.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { AttemptSpan, Filing, FilingStatus, UnjudgedFiling } from '../../schemas/filing.ts';
import {
  byWriting,
  lastTry,
  latestSent,
  makesSameCall,
  outbound,
  type Statement,
  sendsOf,
  statementsOf,
} from './attempts.ts';
import { begins, claimName } from './beginning.ts';
import {
  errorsAbout,
  type Fates,
  fateOf,
  isAside,
  isProved,
  isTakenOut,
  isUnknown,
  mayBeSubmittedAgain,
  whileParked,
} from './fate.ts';
import { findingError } from './finding.ts';
import { answeredSend, followingClaim, followingOf } from './following.ts';
import { historyOf } from './history.ts';
import { withFates } from './judged-history.ts';
import { isOutside, ownerOf } from './owner.ts';
import {
  type FilingKey,
  isAboutOthers,
  type LedgerRecord,
  type RefusedRecord,
  type SentRecord,
  type StatedRecord,
} from './records.ts';
import { filingStanding, overdueSends, withOverdue } from './standing.ts';
import { reasonStuck, stuckLetter } from './stuck.ts';

/** A filing as all its records have it: read once, and asked as often as is needed. */
export interface ReadFiling extends Fates {
  key: FilingKey;
  /** Oldest first. */
  records: readonly LedgerRecord[];
  filing: Filing;
  /** In the order in which they came about. */
  statements: readonly Statement[];
  /** True if a send is still to be made: it is parked, or a sender that died may not have made it. */
  isOpen(sent: SentRecord): boolean;
  errorsAbout(sent: SentRecord): Statement[];
  /** The declaration as it was sent; the filing's is that which the authority gave back, where it did. */
  asSent(): unknown;
  /**
   * True if a submission may go under the reference, or wait for what it supersedes there: of its message, and of
   * others that begin a filing where it does, the latest was turned down, or what followed its answer was.
   */
  mayBeSubmitted(submission: Pick<SentRecord, 'message' | 'digest' | 'body'>): boolean;
  /** The sends that were claimed in the place of this one once it counted as turned down. */
  correctionsOf(sent: SentRecord): SentRecord[];
  /** The correction that goes instead of this one. */
  overtakenBy(sent: SentRecord): SentRecord | undefined;
}

/**
 * Reads a filing: merges it from all its records, oldest first. What it says depends on what was sent and received,
 * never on the order in which messages arrived: the state is the latest by its own date-time (H7-X3o),
 * a reference holds once known, and each detail is that of the message written last that carries it.
 * Its status is that of the message that was sent last, unless one lies among the dead letters.
 */
export function readFiling(key: FilingKey, records: readonly LedgerRecord[]): ReadFiling {
  const statements = statementsOf(key, records.filter(isOfItsPlatform(records)));
  const refused = records.filter((record) => record.type === 'refused');
  const letters = records.filter((record) => record.type === 'stuck');
  const sends = sendsOf(records);
  const own = sends.filter((sent) => !isOutside(sent));
  const leading = latestSent(own.filter((sent) => !isAside(sent))) ?? latestSent(own) ?? latestSent(sends);
  const state = last(statements, (facts) => facts.state);

  const { stateOf, deadline, next } = contractOf(key.authority);
  const stateName = state ? stateOf(state.raw) : null;
  const due = deadline?.state === stateName ? deadline?.of(key.reference) : undefined;

  const known: UnjudgedFiling = {
    state: stateName,
    rawState: state?.raw ?? null,
    stateDateTime: state?.since ?? null,
    ...(due && { deadline: due.toISOString() }),
    authorityReference: last(statements, (facts) => facts.authorityReference) ?? null,
    details: Object.assign(
      {},
      ...byWriting(statements).map(({ facts }) => facts.details),
      progressOf(leading, statements),
      findingsIn(key, own, statements),
    ),
    platform: ownerOf(key, records) ?? leading?.platform ?? platformUnsent(records),
    declaration: last(byWriting(statements), (facts) => facts.declaration) ?? declarationSent(key, own) ?? null,
    ...(isAboutOthers(key) && leading && { request: requestOf(leading, key, statements) }),
    history: historyOf(key, records, statements),
    ...(isOrphan(key, records) && { orphan: true }),
  };
  const latest = (message?: string) => latestSent(records, message);
  const statusOf = (sent: SentRecord) => fateOf(sent, key, statements, known, spanOf(sent, sends));
  const nextOf = (sent: SentRecord) => {
    const claim = followingClaim(sent);
    return sends.find(({ claimedBy }) => claimedBy === claim);
  };
  const endOf = (sent: SentRecord): SentRecord => {
    const following = statusOf(sent) === 'answered' && nextOf(sent);
    return following ? endOf(following) : sent;
  };
  const isFollowedBy = (sent: SentRecord, { record }: Statement) =>
    record.type === 'received' && answeredSend(key, record, sends) === sent && followingOf(key, sent, record);
  const statusWithNext = (sent: SentRecord) => {
    const end = endOf(sent);
    const fate = statusOf(end);
    const goesOn = next !== undefined && fate === 'answered' && statements.some((one) => isFollowedBy(end, one));
    return goesOn ? 'waiting' : fate;
  };
  const isLater = (a: SentRecord, b: SentRecord) => claimName(a) === claimName(b) && a.attempt > b.attempt;
  const correctionsOf = (sent: SentRecord) => sends.filter((one) => isLater(one, sent) && !isAside(one));
  const stuck = stuckLetter(key, records, { latest, statusOf, statusWithNext });
  // A redriven message that was not taken up yet is on the outbox.
  const isBack = letters.length > 0 && statements.length === 0 && refused.length === 0;
  // A request about a declaration says nothing of what is to come.
  const isAwaited =
    records.length > 0 &&
    records.every((record) => record.type === 'asked' && !kindOf(key.authority, record.via.kind).isEnquiry);
  const unsent = isBack || isAwaited ? 'waiting' : statusUnsent(statements, refused);
  const status = stuck ? 'stuck' : leading ? statusWithNext(leading) : unsent;
  const decisive = leading && endOf(leading);
  const errors = stuck
    ? [{ errorDescription: reasonStuck(stuck) }]
    : errorsOf(status, decisive, key, statements, refused);
  const overdue = overdueSends(records, statusOf);
  const errorsOfSend = (sent: SentRecord) => errorsAbout(sent, key, statements);
  const history = withFates(known.history, { sends, statusOf, errorsAbout: errorsOfSend, correctionsOf });
  const filing: Filing = {
    ...{ authority: key.authority, reference: key.reference, kind: key.kind, status, ...known, errors },
    ...filingStanding({ status, errors }, decisive, refused, overdue),
    history: withOverdue(history, overdue),
  };

  return {
    ...{ key, records, statements, latest, statusOf, statusWithNext, filing },
    isOpen(sent) {
      const fate = statusOf(sent);
      return sent.settlement ? fate === 'waiting' : fate === 'sent' && !isProved(sent, key, statements);
    },
    errorsAbout: errorsOfSend,
    asSent: () => declarationSent(key, own),
    mayBeSubmitted({ message, digest, body }) {
      const { supersedes = [], fanOut } = outbound(key, message) ?? {};
      const own = sends.filter((one) => one.message === message);
      const isRefused = (one: SentRecord) => !isTakenOut(endOf(one)) && statusWithNext(one) === 'refused';
      const wasRefused = own.some((one) => one.digest === digest && isRefused(one));
      const repeats = (one: SentRecord) => makesSameCall(key, { message, body }, one);
      if (own.some((one) => statusOf(one) === 'rejected' && repeats(one))) return false;
      const rivals = begins(key, message) ? sends.filter((one) => begins(key, one.message)) : own;
      const yields = (one: SentRecord) =>
        supersedes.includes(one.message) && ['waiting', 'sent'].includes(statusOf(one));
      // A message that the gateway carried out itself may be wanted once more: each filing has it once all the same.
      const isOver = (one: SentRecord) => fanOut !== undefined && statusOf(one) === 'answered';
      return rivals
        .filter((one) => one === latest(one.message))
        .every((one) => yields(one) || isOver(one) || mayBeSubmittedAgain(statusWithNext(one), wasRefused));
    },
    correctionsOf,
    overtakenBy: (sent) => correctionsOf(sent).find((one) => !mayBeSubmittedAgain(statusOf(one), false)),
  };
}

/** The details of a message that the gateway is carrying out itself; those of its answer are in that. */
function progressOf(sent: SentRecord | undefined, statements: readonly Statement[]): Facts['details'] {
  if (!sent || statements.some(({ record }) => record.at >= lastTry(sent))) return undefined;
  return (whileParked(sent).progress ?? sent.progress)?.details;
}

/** The span of an attempt among all sends of its filing. */
function spanOf(sent: SentRecord, sends: readonly SentRecord[]): AttemptSpan {
  const later = sends.find((one) => claimName(one) === claimName(sent) && one.attempt > sent.attempt);
  return { since: sent.at, ...(later && { until: later.at }) };
}

/** The authority wrote of it, and nothing of it was ever submitted here, as such filings are. */
function isOrphan({ authority, kind }: FilingKey, records: readonly LedgerRecord[]): boolean {
  const isFiled = outboundMessages(authority).some(({ filing }) => filing === kind);
  return isFiled && records.length > 0 && records.every(({ type }) => type === 'received' || type === 'stated');
}

/** The status of a filing without sends: an orphan of the authority's messages, or refused submissions. */
function statusUnsent(statements: readonly Statement[], refused: readonly RefusedRecord[]): FilingStatus {
  if (statements.some(({ facts }) => !facts.errors && !facts.unknownToAuthority)) return 'answered';
  if (statements.some(({ facts }) => facts.errors && !facts.technical)) return 'rejected';
  // A submission that never left cannot change what the authority has, so it counts only where there is nothing else.
  return statements.length === 0 && refused.length > 0 ? 'refused' : 'failed';
}

function errorsOf(
  status: FilingStatus,
  latest: SentRecord | undefined,
  key: FilingKey,
  statements: readonly Statement[],
  refused: readonly RefusedRecord[],
): AuthorityError[] {
  if (status === 'answered') return [];
  if (status === 'failed' && isUnknown(statements, latest))
    return [{ errorDescription: `unknown to ${contractOf(key.authority).noun}, as its answer to a question showed` }];
  const settlement = latest?.settlement;
  if (status === 'failed' && settlement?.verdict === 'settled') return [findingError(settlement)];
  const isSettled = status === 'refused' || status === 'waiting' || status === 'unclear';
  const about = latest ? errorsAbout(latest, key, statements) : statements;
  const said = about.flatMap(({ facts }) => facts.errors ?? []);
  if (status === 'refused' && latest && said.length > 0) return said;
  if (isSettled && settlement && 'error' in settlement)
    return [settlement.error].filter((error) => Object.keys(error).length > 0);
  return status === 'refused' ? (refused.at(-1)?.errors ?? []) : said;
}

/**
 * The platform of a filing without sends: of its latest refused submission, else of its latest letter, and so on. The one
 * that first filed what speaks of it comes before the one that hears of what nobody filed.
 */
function platformUnsent(records: readonly LedgerRecord[]): string | null {
  const latest = (type: 'refused' | 'stuck' | 'received') =>
    records.findLast((record): record is Extract<LedgerRecord, { type: typeof type }> => record.type === type);
  const found = [latest('refused'), latest('stuck'), platformGiving(records), latest('received')];
  return found.find((record) => record?.platform)?.platform ?? null;
}

/**
 * The first statement of an answer to a platform's message about a filing that nobody files: the filing is that
 * platform's from then on.
 */
export function platformGiving(records: readonly LedgerRecord[]): StatedRecord | undefined {
  return records.find((record): record is StatedRecord => record.type === 'stated' && record.platform !== undefined);
}

/** Leaves out what answers to other platforms say of a filing that is a platform's already. */
function isOfItsPlatform(records: readonly LedgerRecord[]): (record: LedgerRecord) => boolean {
  const platform = platformGiving(records)?.platform;
  return (record) => record.type !== 'stated' || record.platform === undefined || record.platform === platform;
}

/** The request of a filing about others, with the decision on it. */
function requestOf(
  latest: SentRecord,
  key: FilingKey,
  statements: readonly Statement[],
): NonNullable<Filing['request']> {
  return {
    message: latest.message,
    decision: last(statements, (facts) => facts.decision) ?? null,
    declarations: outbound(key, latest.message)?.about?.(JSON.parse(latest.body)) ?? [],
  };
}

/** The details that follow from the answers for the declaration as it was sent; none where nothing was answered. */
function findingsIn(key: FilingKey, sends: readonly SentRecord[], statements: readonly Statement[]) {
  const { findings } = contractOf(key.authority);
  if (!findings || statements.length === 0) return {};
  const answers = byWriting(statements).map(({ record: { message }, facts }) => ({ message, facts }));
  return findings(declarationSent(key, sends), answers);
}

/** The declaration as it was filed, by the latest message that carries one. */
function declarationSent(key: FilingKey, sends: readonly SentRecord[]): unknown {
  return sends
    .map(({ message, body }) => [outbound(key, message)?.declarationAt, body] as const)
    .map(([place, body]) => (place === undefined ? undefined : valueAt(JSON.parse(body), place)))
    .findLast((declaration) => declaration !== undefined);
}

function last<T>(statements: readonly Statement[], read: (facts: Facts) => T | undefined): T | undefined {
  return statements.map(({ facts }) => read(facts)).findLast((value) => value !== undefined);
}

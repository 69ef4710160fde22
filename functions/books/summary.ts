import { boundedText } from '../../schemas/bounded-error.ts';
import { contractOf, kindOf } from '../../schemas/catalogue.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { KindContract } from '../../schemas/kind-contract.ts';
import { shown } from '../../schemas/shown-filing.ts';
import { leftAt, sendsOf } from '../ledger/attempts.ts';
import { isInCall } from '../ledger/beginning.ts';
import { isFanOutClaim } from '../ledger/fan-out-claim.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import { overdueSends } from '../ledger/standing.ts';
import { timesOf } from './fact-times.ts';
import { standsSince } from './stands-since.ts';

/** The bounds of what a summary keeps of errors: with them nearly every summary stays below a kilobyte. */
const MOST_ERRORS = 2;
const MOST_CODES = 20;
/** A declaration has a document or two; one of more than this many is not found by the rest. */
const MOST_FINDABLE = 100;
const longest = { errorCode: 60, errorPointer: 100, errorDescription: 200 } as const;
const DAY_MS = 86_400_000;

/** The summary of a filing with records, as they have it: the same whenever it is made. */
export function summaryOf(read: ReadFiling): FilingSummary {
  const { key, records, filing } = read;
  const times = timesOf(records);
  const since = standsSince(read, times);
  const { findableBy, amounts, differs } = contractOf(key.authority);
  const { status, state, rawState, platform, errors } = filing;
  const assessed = amounts?.(filing.details) ?? {};
  return {
    ...key,
    ...{ platform, status, state, rawState, since },
    at: times.at(-1) ?? '',
    filedAt: times[0] ?? '',
    references: referencesOf(filing),
    findableBy: distinct(findableBy?.(filing.declaration) ?? []).slice(0, MOST_FINDABLE),
    messages: distinct(sendsOf(records).map(({ message }) => message)),
    ...sentFor(records),
    ...errorsIn(errors),
    ...standingIn(read),
    ...deadlineOf(filing, since),
    ...decisionIn(filing, kindOf(key.authority, key.kind)),
    ...(filing.orphan && { orphan: true }),
    ...(differs?.(filing.details) && { differs: true }),
    ...(Object.keys(assessed).length > 0 && { amounts: assessed }),
  };
}

function referencesOf(filing: Filing): Record<string, string> {
  const known = Object.entries(shown(filing).references).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(known) as Record<string, string>;
}

function errorsIn(errors: Filing['errors']): Pick<FilingSummary, 'codes' | 'errors' | 'errorCount'> {
  const codes = errors.flatMap(({ errorCode }) => (errorCode ? [boundedText(errorCode, longest.errorCode)] : []));
  return {
    codes: distinct(codes).slice(0, MOST_CODES),
    errors: errors.slice(0, MOST_ERRORS).map(shortened),
    errorCount: errors.length,
  };
}

function shortened(error: Filing['errors'][number]): AuthorityError {
  const texts = (['errorCode', 'errorPointer', 'errorDescription'] as const).flatMap((name) => {
    const text = error[name];
    return text === undefined ? [] : [[name, boundedText(text, longest[name])] as const];
  });
  return { ...(error.errorType !== undefined && { errorType: error.errorType }), ...Object.fromEntries(texts) };
}

/** The obstacles between it and its end, as the filing has them, and since when the clock of an answer runs. */
function standingIn({ key, records, filing, statusOf }: ReadFiling): Partial<FilingSummary> {
  const { rejectedMessage, due, tries, overdueSince, status } = filing;
  const overdue = overdueSends(records, statusOf);
  const open = sendsOf(records)
    .filter((sent) => statusOf(sent) === 'sent' && !overdue.has(sent.messageId))
    .filter((sent) => !isInCall(key, sent))
    .map(leftAt)
    .toSorted();
  return {
    ...(rejectedMessage !== undefined && { rejectedMessage }),
    ...(due !== undefined && { due }),
    ...(tries !== undefined && { tries }),
    ...(overdueSince !== undefined && status === 'sent' && { overdueSince }),
    ...(open[0] !== undefined && { openSince: open[0] }),
  };
}

/** The deadline of the contract; in a state that the authority ends by itself, the end of that. */
function deadlineOf({ authority, state, deadline }: Filing, since: string): Pick<FilingSummary, 'deadline'> {
  const { expiry } = contractOf(authority as ReadFiling['key']['authority']);
  if (deadline !== undefined || expiry === undefined || expiry.state !== state) return deadline ? { deadline } : {};
  return { deadline: new Date(Date.parse(since) + expiry.days * DAY_MS).toISOString() };
}

/** An enquiry is answered with findings; a request waits for a decision once it is registered. */
function decisionIn({ status, request }: Filing, { isEnquiry }: KindContract): Pick<FilingSummary, 'decision'> {
  return request && status === 'answered' && !isEnquiry ? { decision: request.decision ?? 'awaited' } : {};
}

function sentFor(records: ReadFiling['records']): Pick<FilingSummary, 'sentFor'> {
  const claims = sendsOf(records).flatMap(({ claimedBy }) => (isFanOutClaim(claimedBy) ? [claimedBy] : []));
  return claims.length > 0 ? { sentFor: distinct(claims) } : {};
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

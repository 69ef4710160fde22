import { boundedError } from '../../schemas/bounded-error.ts';
import { contractOf } from '../../schemas/catalogue.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import type { HistoryEntry } from '../../schemas/filing.ts';
import { compare, latestSent, type Statement, sendsOf } from './attempts.ts';
import { sendsTurnedDown } from './fate.ts';
import { contradictedSend } from './finding.ts';
import type {
  AskedRecord,
  DuplicateRecord,
  FilingKey,
  LedgerRecord,
  RefusedRecord,
  SentRecord,
  Settled,
  StuckRecord,
} from './records.ts';
import { failedTries } from './standing.ts';

/** Every message sent and received about a filing, in the order in which it left or arrived. */
export function historyOf(
  key: FilingKey,
  records: readonly LedgerRecord[],
  statements: readonly Statement[],
): HistoryEntry[] {
  // A plain success is not written down: an answer of the authority, or a later message, proves it.
  const latest = latestSent(records);
  const isAnswer = ({ facts, isFinding }: Statement) => !isFinding && !facts.errors && !facts.unknownToAuthority;
  const isProved = (sent: SentRecord) =>
    sent !== latest || statements.some((one) => isAnswer(one) && one.record.at >= sent.at);
  const left = records.filter((record) => record.type !== 'received' && record.type !== 'stated');
  const entries = left.flatMap((record) => {
    if (record.type === 'stuck') return lettersOf(record);
    const finding = record.type === 'sent' && record.settlement?.verdict === 'settled' && record.settlement;
    const entry = leftEntry(record, isProved);
    return finding ? [entry, findingEntry(entry, finding)] : entry;
  });
  const conflicting = conflictingWithin(records);
  const { unknownOutcome = `unknown-to-${key.authority}` } = contractOf(key.authority);
  const sends = sendsOf(records);
  const turnedDown = sendsTurnedDown(key, sends, statements);
  const arrived = statements
    .filter(({ isFinding }) => !isFinding)
    .map((one) => {
      const entry = { ...arrivedEntry(one, unknownOutcome, conflicting), ...aboutOf(turnedDown.get(one)) };
      return contradictedSend(one, key, sends, statements) ? { ...entry, outcome: CONTRADICTING } : entry;
    });
  return [...entries, ...arrived].sort((a, b) => compare(a.at, b.at));
}

function leftEntry(
  record: SentRecord | RefusedRecord | DuplicateRecord | AskedRecord,
  isProved: (sent: SentRecord) => boolean,
): HistoryEntry {
  const { at, message } = record;
  const entry = { at, direction: 'sent', message, messageId: null, httpStatus: null } as const;
  switch (record.type) {
    case 'sent':
      return { ...entry, messageId: record.messageId, ...sendOutcome(record, isProved(record)) };
    case 'refused':
      return { ...entry, outcome: 'refused', ...saidOf(record.errors) };
    case 'duplicate':
      return { ...entry, outcome: 'duplicate' };
    case 'asked':
      return { ...entry, messageId: record.messageId, outcome: 'asked' };
  }
}

/** The entries of a dead letter: found, redriven, withdrawn. */
function lettersOf({ at, message, claimed, redrivenAt, withdrawnAt }: StuckRecord): HistoryEntry[] {
  const entry = { direction: 'sent', message, messageId: claimed?.messageId ?? null } as const;
  return [
    { ...entry, at, outcome: 'stuck', httpStatus: null },
    ...(redrivenAt ? [{ ...entry, at: redrivenAt, outcome: 'redriven', httpStatus: null }] : []),
    ...(withdrawnAt ? [{ ...entry, at: withdrawnAt, outcome: 'withdrawn', httpStatus: null }] : []),
  ];
}

/** The entry of the finding of a person about an unclear message. */
function findingEntry({ message, messageId }: HistoryEntry, { at, by, isDone, facts, reason }: Settled): HistoryEntry {
  const number = facts?.authorityReference;
  const settled = { by, created: isDone, ...(number && { number }), ...(reason && { reason }) };
  return { at, direction: 'sent', message, messageId, outcome: 'settled', httpStatus: null, settled };
}

/** The outcome of a message that says otherwise than a person had found out before it came. */
const CONTRADICTING = 'against the finding';

/** The outcome of a message whose id an earlier one had, with another body. */
export const CONFLICTING = 'conflicting';

/** The outcome of a message that shows that an earlier call arrived: what follows it confirms it. */
const ARRIVED = 'arrived, to be confirmed';

/** Messages that came under the id of another, which is kept too: the same body again is no message of its own. */
function conflictingWithin(records: readonly LedgerRecord[]): Set<LedgerRecord> {
  const ids = new Set<string>();
  const received = records.filter((record) => record.type === 'received');
  return new Set(received.filter(({ messageId }) => ids.size === ids.add(messageId).size));
}

function arrivedEntry(
  { record, facts }: Statement,
  unknownOutcome: string,
  conflicting: ReadonlySet<LedgerRecord>,
): HistoryEntry {
  const { at, message, messageId, httpStatus = 200 } = record;
  const repeats = record.type === 'received' && record.repeats !== undefined;
  const drifts = record.type === 'received' && record.drift.length > 0;
  const said = facts.unknownToAuthority ? unknownOutcome : facts.decision;
  const outcome = conflicting.has(record) ? CONFLICTING : (said ?? (repeats ? ARRIVED : drifts ? 'drift' : 'taken'));
  return { at, direction: 'received', message, messageId, outcome, httpStatus, ...saidOf(facts.errors) };
}

/** The message of ours that the errors of an entry are about. */
function aboutOf(sent: SentRecord | undefined): Pick<HistoryEntry, 'about'> {
  return sent ? { about: { message: sent.message, messageId: sent.messageId, attempt: sent.attempt } } : {};
}

/** The errors of an entry, so that their text stays once a filing was corrected. */
function saidOf(errors: readonly AuthorityError[] | undefined): Pick<HistoryEntry, 'errors'> {
  const said = errors?.map((error) => boundedError(error)).filter((error) => Object.keys(error).length > 0) ?? [];
  return said.length > 0 ? { errors: said } : {};
}

function sendOutcome(
  sent: SentRecord,
  proved: boolean,
): Pick<HistoryEntry, 'outcome' | 'httpStatus' | 'errors' | 'due' | 'tries' | 'asks'> {
  const { settlement } = sent;
  const tries = failedTries(sent);
  if (settlement?.verdict === 'arrived') return { outcome: 'arrived', httpStatus: null };
  if (settlement?.verdict === 'parked') {
    const { httpStatus, due, error, pending } = settlement;
    // The word of the outer forms.
    return { outcome: 'held', httpStatus, due, tries, ...(pending && { asks: pending.asks }), ...saidOf([error]) };
  }
  if (settlement) {
    const { verdict, httpStatus, error } = settlement.verdict === 'settled' ? settlement.was : settlement;
    return { outcome: verdict, httpStatus, ...saidOf([error]) };
  }
  if (proved) return { outcome: 'accepted', httpStatus: 200 };
  return { outcome: 'sent', httpStatus: null, ...(tries > 0 && { tries }) };
}

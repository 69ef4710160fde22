import { type AuthorityName, contractOf, messageOf } from '../../schemas/catalogue.ts';
import type { AuthorityError, Facts } from '../../schemas/contract.ts';
import type { Filing, FilingState, FilingStatus, HistoryEntry } from '../../schemas/filing.ts';
import { filingStates } from '../../schemas/filing.ts';
import { instantOf } from '../../schemas/instant.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, RefusedRecord, SentRecord } from './records.ts';

/** A received message with what it says. */
interface Statement {
  record: ReceivedRecord;
  facts: Facts;
}

/**
 * A filing, merged from all its records. What it says depends on what was sent and received, never
 * on the order in which messages arrived: the state is the latest by its own date-time (H7-X3o),
 * references and MRN hold once known, and duties are those of the latest message that carries any.
 */
export function mergeFiling(key: FilingKey, records: readonly LedgerRecord[]): Filing {
  const sent = records.filter((record) => record.type === 'sent').sort((a, b) => a.attempt - b.attempt);
  const refused = records.filter((record) => record.type === 'refused');
  const statements = records
    .filter((record) => record.type === 'received')
    .map((record) => ({ record, facts: factsOf(key.authority, record) }))
    .sort(byIssue(key.authority));

  const latest = sent.at(-1);
  const answers = statements.filter(({ facts }) => !facts.errors);
  // An error from before the latest attempt was answered by that attempt.
  const errors = statements.filter(({ record, facts }) => facts.errors && record.at >= (latest?.at ?? ''));
  const stated = answers.filter(({ facts }) => facts.state).at(-1)?.facts.state;
  const status = statusOf(latest, refused, answers, errors);

  return {
    authority: key.authority,
    reference: key.reference,
    status,
    state: stated ? contractOf(key.authority).stateOf(stated.raw) : null,
    rawState: stated?.raw ?? null,
    stateDateTime: stated?.since ?? null,
    customsDeclarationReference: last(statements, (facts) => facts.customsReference) ?? null,
    mrn: last(statements, (facts) => facts.mrn) ?? null,
    platform: latest?.platform ?? refused.at(-1)?.platform ?? null,
    dutiesAndTaxes: last(answers, (facts) => facts.dutiesAndTaxes) ?? null,
    errors: shownErrors(status, latest, refused, errors),
    history: historyOf(records, answers.length > 0),
  };
}

function statusOf(
  latest: SentRecord | undefined,
  refused: readonly RefusedRecord[],
  answers: readonly Statement[],
  errors: readonly Statement[],
): FilingStatus {
  if (answers.length > 0) return 'answered';
  if (errors.some(({ facts }) => !facts.technical)) return 'rejected';
  if (errors.length > 0) return 'failed';
  if (latest?.settlement) return latest.settlement.verdict === 'refused' ? 'refused' : 'waiting';
  if (latest) return 'sent';
  // What never left cannot change what stands at customs, so it counts only where nothing was sent.
  return refused.length > 0 ? 'refused' : 'failed';
}

function shownErrors(
  status: FilingStatus,
  latest: SentRecord | undefined,
  refused: readonly RefusedRecord[],
  errors: readonly Statement[],
): AuthorityError[] {
  if (errors.length > 0) return errors.flatMap(({ facts }) => facts.errors ?? []);
  if (status === 'answered') return [];
  if (latest) return latest.settlement ? [latest.settlement.error] : [];
  return refused.at(-1)?.errors ?? [];
}

function historyOf(records: readonly LedgerRecord[], answered: boolean): HistoryEntry[] {
  return records
    .map((record) => historyEntry(record, answered))
    .sort((a, b) => compare(a.at, b.at) || compare(a.messageId ?? '', b.messageId ?? ''));
}

function historyEntry(record: LedgerRecord, answered: boolean): HistoryEntry {
  const { at, message } = record;
  switch (record.type) {
    case 'sent':
      return { at, direction: 'sent', message, messageId: record.messageId, ...sendOutcome(record, answered) };
    case 'refused':
      return { at, direction: 'sent', message, messageId: null, outcome: 'refused', httpStatus: null };
    case 'received': {
      const outcome = record.drift.length > 0 ? 'drift' : 'taken';
      return { at, direction: 'received', message, messageId: record.messageId, outcome, httpStatus: 200 };
    }
  }
}

/** A plain success is not written down: an answer of the authority is what proves it. */
function sendOutcome({ settlement }: SentRecord, answered: boolean): Pick<HistoryEntry, 'outcome' | 'httpStatus'> {
  if (settlement?.verdict === 'refused') return { outcome: 'refused', httpStatus: settlement.httpStatus };
  if (answered) return { outcome: 'accepted', httpStatus: 200 };
  return settlement ? { outcome: 'held', httpStatus: settlement.httpStatus } : { outcome: 'sent', httpStatus: null };
}

/** What a received message says, read anew from its body so that a corrected contract reads old messages too. */
export function factsOf(authority: AuthorityName, record: Pick<ReceivedRecord, 'message' | 'body'>): Facts {
  const entry = messageOf(authority, record.message);
  return entry?.direction === 'inbound' ? entry.facts(JSON.parse(record.body)) : {};
}

/**
 * Oldest first by the instant of the state, then of the message. Of two at the same instant, the
 * state further on in a declaration's life comes last; the message's id decides what is left.
 */
function byIssue(authority: AuthorityName) {
  const rank = ({ facts }: Statement) =>
    facts.state ? lifeOrder.indexOf(contractOf(authority).stateOf(facts.state.raw)) : -1;
  return (a: Statement, b: Statement) =>
    instant(a) - instant(b) ||
    rank(a) - rank(b) ||
    issue(a) - issue(b) ||
    compare(a.record.messageId, b.record.messageId) ||
    compare(a.record.body, b.record.body);
}

const lifeOrder: readonly FilingState[] = filingStates;
const instant = ({ facts }: Statement) => instantOf(facts.state?.since) ?? instantOf(facts.issued) ?? 0;
const issue = ({ facts }: Statement) => instantOf(facts.issued) ?? 0;

function last<T>(statements: readonly Statement[], read: (facts: Facts) => T | undefined): T | undefined {
  return statements.map(({ facts }) => read(facts)).findLast((value) => value !== undefined);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

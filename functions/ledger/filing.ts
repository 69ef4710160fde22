import { contractOf, messageOf } from '../../schemas/catalogue.ts';
import type { AuthorityError, Facts } from '../../schemas/contract.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { Filing, FilingStatus } from '../../schemas/filing.ts';
import { byWriting, errorsAbout, latestSent, type Statement, statementsOf, statusOf } from './attempts.ts';
import { historyOf } from './history.ts';
import type { FilingKey, LedgerRecord, RefusedRecord, SentRecord } from './records.ts';
import { reasonStuck, stuckLetter } from './stuck.ts';

/**
 * A filing, merged from all its records. What it says depends on what was sent and received, never
 * on the order in which messages arrived: the state is the latest by its own date-time (H7-X3o),
 * references and MRN hold once known, and duties are those of the message written last that carries any.
 * Its status is that of the message that was sent last, unless one lies among the dead letters.
 */
export function mergeFiling(key: FilingKey, records: readonly LedgerRecord[]): Filing {
  const statements = statementsOf(key, records);
  const refused = records.filter((record) => record.type === 'refused');
  const letters = records.filter((record) => record.type === 'stuck');
  const latest = latestSent(records.filter((record) => !awaits(record))) ?? latestSent(records);
  const answers = statements.filter(({ facts }) => !facts.errors);
  const state = last(answers, (facts) => facts.state);

  const filing: Filing = {
    authority: key.authority,
    reference: key.reference,
    status: 'answered',
    state: state ? contractOf(key.authority).stateOf(state.raw) : null,
    rawState: state?.raw ?? null,
    stateDateTime: state?.since ?? null,
    customsDeclarationReference: last(statements, (facts) => facts.customsReference) ?? null,
    mrn: last(statements, (facts) => facts.mrn) ?? null,
    platform: latest?.platform ?? refused.at(-1)?.platform ?? letters.at(-1)?.platform ?? null,
    dutiesAndTaxes: last(byWriting(answers), (facts) => facts.dutiesAndTaxes) ?? null,
    declaration: last(byWriting(answers), (facts) => facts.declaration) ?? declarationSent(records) ?? null,
    ...(key.kind !== 'declaration' && latest && { request: requestOf(latest, key, answers) }),
    errors: [],
    history: [],
  };
  filing.history = historyOf(records, statements);
  const stuck = stuckLetter(key, records, statements, filing);
  if (stuck) return { ...filing, status: 'stuck', errors: [{ errorDescription: reasonStuck(stuck) }] };
  // What was put back and not taken up yet lies on the outbox.
  const isBack = letters.length > 0 && statements.length === 0 && refused.length === 0;
  if (latest) filing.status = statusOf(latest, key, statements, filing);
  else filing.status = isBack ? 'waiting' : statusUnsent(statements, refused);
  filing.errors = errorsOf(filing.status, latest, key, statements, refused);
  return filing;
}

/** A message that awaits what becomes of the declaration says nothing of it itself. */
function awaits(record: LedgerRecord): boolean {
  return (
    record.type === 'sent' && record.settlement?.verdict === 'held' && record.settlement.awaitsDeclaration === true
  );
}

/** Of a filing of which nothing was sent: an orphan of customs' messages, or refused submissions. */
function statusUnsent(statements: readonly Statement[], refused: readonly RefusedRecord[]): FilingStatus {
  if (statements.some(({ facts }) => !facts.errors && !facts.unknownToAuthority)) return 'answered';
  if (statements.some(({ facts }) => facts.errors && !facts.technical)) return 'rejected';
  // What never left cannot change what stands at customs, so it counts only where there is nothing else.
  return statements.length === 0 && refused.length > 0 ? 'refused' : 'failed';
}

function errorsOf(
  status: FilingStatus,
  latest: SentRecord | undefined,
  key: FilingKey,
  statements: readonly Statement[],
  refused: readonly RefusedRecord[],
): AuthorityError[] {
  const unknown = statements.some(({ facts }) => facts.unknownToAuthority) && status === 'failed';
  if (unknown) return [{ errorDescription: 'unknown to customs, as a consultation showed' }];
  if (latest?.settlement && status !== 'answered') return [latest.settlement.error];
  const about = latest ? errorsAbout(latest, key, statements) : statements.filter(({ facts }) => facts.errors);
  if (about.length > 0) return about.flatMap(({ facts }) => facts.errors ?? []);
  return latest || statements.length > 0 ? [] : (refused.at(-1)?.errors ?? []);
}

/** What a request asked for, and what was decided on it. */
function requestOf(latest: SentRecord, key: FilingKey, answers: readonly Statement[]): NonNullable<Filing['request']> {
  const entry = messageOf(key.authority, latest.message);
  const payload: unknown = JSON.parse(latest.body);
  return {
    message: latest.message,
    decision: last(answers, (facts) => facts.decision) ?? null,
    declarations: entry?.direction === 'outbound' ? (entry.about?.(payload) ?? []) : [],
  };
}

/** The declaration as it was filed, by the latest message that carries one. */
function declarationSent(records: readonly LedgerRecord[]): unknown {
  return records
    .filter((record) => record.type === 'sent')
    .map(({ body }) => valueAt(JSON.parse(body), '/declaration'))
    .findLast((declaration) => declaration !== undefined);
}

function last<T>(statements: readonly Statement[], read: (facts: Facts) => T | undefined): T | undefined {
  return statements.map(({ facts }) => read(facts)).findLast((value) => value !== undefined);
}

import { contractOf, kindOf } from '../../schemas/catalogue.ts';
import type { AuthorityError, Facts } from '../../schemas/contract.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { Filing, FilingStatus, UnjudgedFiling } from '../../schemas/filing.ts';
import { byWriting, latestSent, outbound, type Statement, statementsOf } from './attempts.ts';
import { errorsAbout, fateOf, isProved, isUnknown, mayBeSubmittedAgain } from './fate.ts';
import { historyOf } from './history.ts';
import { isOutside, ownerOf } from './owner.ts';
import { type FilingKey, isAboutOthers, type LedgerRecord, type RefusedRecord, type SentRecord } from './records.ts';
import { reasonStuck, stuckLetter } from './stuck.ts';

/**
 * A filing, merged from all its records, oldest first. What it says depends on what was sent and received, never
 * on the order in which messages arrived: the state is the latest by its own date-time (H7-X3o),
 * a reference holds once known, and each detail is that of the message written last that carries it.
 * Its status is that of the message that was sent last, unless one lies among the dead letters.
 */
export function mergeFiling(key: FilingKey, records: readonly LedgerRecord[]): Filing {
  const statements = statementsOf(key, records);
  const refused = records.filter((record) => record.type === 'refused');
  const letters = records.filter((record) => record.type === 'stuck');
  const own = records.filter((record) => record.type !== 'sent' || !isOutside(record));
  const latest = latestSent(own.filter((record) => !awaits(record))) ?? latestSent(own) ?? latestSent(records);
  const state = last(statements, (facts) => facts.state);

  const known: UnjudgedFiling = {
    state: state ? contractOf(key.authority).stateOf(state.raw) : null,
    rawState: state?.raw ?? null,
    stateDateTime: state?.since ?? null,
    authorityReference: last(statements, (facts) => facts.authorityReference) ?? null,
    details: Object.assign({}, ...byWriting(statements).map(({ facts }) => facts.details)),
    platform: ownerOf(key, records) ?? latest?.platform ?? refused.at(-1)?.platform ?? letters.at(-1)?.platform ?? null,
    declaration: last(byWriting(statements), (facts) => facts.declaration) ?? declarationSent(own) ?? null,
    ...(isAboutOthers(key) && latest && { request: requestOf(latest, key, statements) }),
    history: historyOf(key, records, statements),
    ...(isOrphan(records) && { orphan: true }),
  };
  const filing = (status: FilingStatus, errors: AuthorityError[]): Filing => ({
    authority: key.authority,
    reference: key.reference,
    kind: key.kind,
    status,
    ...known,
    errors,
  });
  const stuck = stuckLetter(key, records, statements, known);
  if (stuck) return filing('stuck', [{ errorDescription: reasonStuck(stuck) }]);
  // What was put back and not taken up yet lies on the outbox.
  const isBack = letters.length > 0 && statements.length === 0 && refused.length === 0;
  // A request about a declaration says nothing of what is to come.
  const isAwaited =
    records.length > 0 &&
    records.every((record) => record.type === 'asked' && !kindOf(key.authority, record.via.kind).isEnquiry);
  const unsent = isBack || isAwaited ? 'waiting' : statusUnsent(statements, refused);
  const status = latest ? fateOf(latest, key, statements, known) : unsent;
  return filing(status, errorsOf(status, latest, key, statements, refused));
}

/** The fate of one of a filing's sends, by all its records. */
export function fateAmong(sent: SentRecord, key: FilingKey, records: readonly LedgerRecord[]): FilingStatus {
  return fateOf(sent, key, statementsOf(key, records), mergeFiling(key, records));
}

/** Whether one of a filing's sends is still to be made: it waits, or a sender that died may not have made it. */
export function isOpenAmong(sent: SentRecord, key: FilingKey, records: readonly LedgerRecord[]): boolean {
  const fate = fateAmong(sent, key, records);
  return sent.settlement ? fate === 'waiting' : fate === 'sent' && !isProved(sent, key, statementsOf(key, records));
}

/** Whether a submission may go under a reference: it is the first of its message there, or a correction. */
export function mayBeSubmitted(
  key: FilingKey,
  records: readonly LedgerRecord[],
  { message, digest }: Pick<SentRecord, 'message' | 'digest'>,
): boolean {
  const latest = latestSent(records, message);
  if (!latest) return true;
  const { settlement } = latest;
  // The authority never saw it, and it was not its text that was wrong.
  const mayBeAsItWas = settlement?.verdict === 'refused' && (settlement.isWithdrawn || settlement.isUnready);
  return mayBeSubmittedAgain(fateAmong(latest, key, records), latest.digest === digest && !mayBeAsItWas);
}

/** A message that awaits what becomes of the declaration says nothing of it itself. */
function awaits(record: LedgerRecord): boolean {
  return (
    record.type === 'sent' && record.settlement?.verdict === 'held' && record.settlement.awaitsDeclaration === true
  );
}

/** The authority wrote of it, and nothing of it was ever submitted here. */
function isOrphan(records: readonly LedgerRecord[]): boolean {
  return records.length > 0 && records.every(({ type }) => type === 'received' || type === 'stated');
}

/** Of a filing of which nothing was sent: an orphan of the authority's messages, or refused submissions. */
function statusUnsent(statements: readonly Statement[], refused: readonly RefusedRecord[]): FilingStatus {
  if (statements.some(({ facts }) => !facts.errors && !facts.unknownToAuthority)) return 'answered';
  if (statements.some(({ facts }) => facts.errors && !facts.technical)) return 'rejected';
  // What never left cannot change what stands at the authority, so it counts only where there is nothing else.
  return statements.length === 0 && refused.length > 0 ? 'refused' : 'failed';
}

function errorsOf(
  status: FilingStatus,
  latest: SentRecord | undefined,
  key: FilingKey,
  statements: readonly Statement[],
  refused: readonly RefusedRecord[],
): AuthorityError[] {
  if (status === 'failed' && isUnknown(statements, latest))
    return [{ errorDescription: `unknown to ${contractOf(key.authority).noun}, as a consultation showed` }];
  const settlement = latest?.settlement;
  const isSettled =
    status === 'refused' || status === 'waiting' || status === 'unclear' || settlement?.verdict === 'settled';
  const about = latest ? errorsAbout(latest, key, statements) : statements;
  const said = about.flatMap(({ facts }) => facts.errors ?? []);
  if (status === 'refused' && latest && said.length > 0) return said;
  if (status === 'answered' && settlement?.verdict === 'settled') return [];
  if (isSettled && settlement && settlement.verdict !== 'arrived')
    return [settlement.error].filter((error) => Object.keys(error).length > 0);
  return status === 'refused' ? (refused.at(-1)?.errors ?? []) : said;
}

/** What a request asked for, and what was decided on it. */
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

import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from '../../functions/ledger/records.ts';
import { outboxDigest } from '../../functions/ledger/submission-digest.ts';
import type { SentCallback } from '../../local/simulators/delta-h7/index.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import type { SeenCall } from '../support/faulty-customs.ts';
import { needlessRepeats } from '../support/repeats.ts';
import type { Books, FilingBook, Kill } from './books.ts';

/** A discrepancy between the books: its kind, and one line that describes it. */
export interface Misplaced {
  kind: 'lost' | 'twice' | 'not kept' | 'published wrongly' | 'unfinished' | 'left over';
  what: string;
}

/** Names every misplaced message. */
export function misplaced(books: Books): Misplaced[] {
  return [
    ...lost(books),
    ...twice(books),
    ...notKept(books),
    ...unfinished(books),
    ...toldWrongly(books),
    ...leftOver(books),
  ];
}

const nameOf = ({ kind, reference }: FilingBook['key']) => `${kind} ${reference}`;
const isSent = (record: LedgerRecord): record is SentRecord => record.type === 'sent';

/** Submitted messages of which nothing is known, and claimed ones that never reached customs. */
function lost({ submitted, filings, unreadable, told, seen, callbacks }: Books): Misplaced[] {
  const digests = new Set(
    filings.flatMap(({ records }) =>
      records.flatMap((one) => (one.type === 'sent' || one.type === 'refused' ? [one.digest] : [])),
    ),
  );
  const duplicates = new Set(told.filter(({ outcome }) => outcome === 'duplicate').map(({ id }) => id));
  const bodies = new Set(unreadable.map(({ body }) => body));
  const nowhere = submitted.filter(({ text }) => {
    const digest = outboxDigest(text, 'delta-h7');
    const isKnown = digests.has(digest) || duplicates.has(`duplicate/${digest}`);
    return !isKnown && !bodies.has(text);
  });
  const unsent = filings
    .filter((filing) => repliesToOthers(filing, callbacks).length === 0)
    .flatMap(({ key, records }) =>
      neverSeen(records, seen).map((one) => `${nameOf(key)}: ${one.message} is claimed, and customs never saw it`),
    );
  return [
    ...nowhere.map(({ about, text }) => ({
      kind: 'lost' as const,
      what: about
        ? `${nameOf({ authority: 'delta-h7', ...about })}: ${about.message} is in no book`
        : `in no book: ${text.slice(0, 80)}`,
    })),
    ...unsent.map((what) => ({ kind: 'lost' as const, what })),
  ];
}

function neverSeen(records: readonly LedgerRecord[], seen: readonly SeenCall[]): SentRecord[] {
  const isSeen = ({ messageId }: SentRecord) =>
    seen.some((call) => call.messageId === messageId && (call.arrived || call.heard !== undefined));
  return records.filter(isSent).filter((one) => !one.settlement && !isSeen(one));
}

/**
 * The replies of customs to another message than theirs that a consultation holds: one that names no declaration is
 * taken for a reply to the oldest consultation that customs may have.
 */
function repliesToOthers({ key, records }: FilingBook, callbacks: Books['callbacks']): SentCallback[] {
  const own = records.filter(isSent).map(({ messageId }) => messageId);
  const kept = records.filter(({ type }) => type === 'received').map((one) => (one as ReceivedRecord).messageId);
  return key.kind === 'consultation'
    ? callbacks.filter(({ messageId, answers }) => kept.includes(messageId) && !own.includes(answers))
    : [];
}

/** True for a consultation to which a reply of customs lies with another one. */
function isRepliedElsewhere({ key, records }: FilingBook, { filings, callbacks }: Books): boolean {
  if (key.kind !== 'consultation') return false;
  const elsewhere = new Set(filings.flatMap((one) => repliesToOthers(one, callbacks)).map(({ answers }) => answers));
  return records.some((one) => isSent(one) && elsewhere.has(one.messageId));
}

/** Messages sent again without a reason, or sent under an id that the ledger does not know. */
function twice({ seen, filings, kills, callbacks }: Books): Misplaced[] {
  const ids = new Set(filings.flatMap(({ records }) => records.filter(isSent).map(({ messageId }) => messageId)));
  const failed = new Set(callbacks.filter(isTechnical).map((one) => one.lrn ?? one.operatorRequestReference));
  const found: Misplaced[] = [];
  for (const [messageId, calls] of grouped(seen, (call) => call.messageId)) {
    const { reference, path } = calls[0] as SeenCall;
    if (!ids.has(messageId))
      found.push({ kind: 'twice', what: `${reference} ${path}: customs saw ${messageId}, which is not in the ledger` });
    if (failed.has(reference) || (reference === '' && failed.size > 0)) continue;
    const before = needlessRepeats(calls, kills);
    if (before.length === 0) continue;
    const said = before.map(({ heard, fault }) => `${heard} (${fault ?? 'as it is'})`).join(', ');
    found.push({
      kind: 'twice',
      what: `${reference} ${path}: went again after ${said}, and no process that had it was killed: ${waysOf(calls, kills)}`,
    });
  }
  return found;
}

/** The calls of a message, each with its process and its times, and when that process was killed. */
function waysOf(calls: readonly SeenCall[], kills: readonly Kill[]): string {
  const start = calls[0]?.at ?? 0;
  const after = (at: number | undefined) => (at === undefined ? 'never' : `${((at - start) / 1000).toFixed(1)} s`);
  const killed = (pid: number | undefined) => kills.find((kill) => kill.pid === pid)?.at;
  return calls
    .map(({ pid, at, endedAt, heard }) => {
      return `${heard ?? 'no answer'} to ${pid} at ${after(at)} until ${after(endedAt)} (killed: ${after(killed(pid))})`;
    })
    .join(', ');
}

/** Callbacks that are not kept under exactly one filing, or that customs gave up. */
function notKept({ callbacks, filings }: Books): Misplaced[] {
  const places = new Map<string, Set<string>>();
  for (const { key, records } of filings) {
    for (const record of records) {
      if (record.type !== 'received') continue;
      places.set(record.messageId, (places.get(record.messageId) ?? new Set()).add(nameOf(key)));
    }
  }
  const found: Misplaced[] = [];
  for (const { message, messageId, outcome, lrn, operatorRequestReference } of callbacks) {
    const name = `${message} ${messageId} about ${lrn ?? operatorRequestReference ?? 'a consultation'}`;
    if (outcome === 'given-up') found.push({ kind: 'not kept', what: `${name} was given up by customs` });
    const count = places.get(messageId)?.size ?? 0;
    if (outcome === 'done' && count !== 1) found.push({ kind: 'not kept', what: `${name} is in ${count} filings` });
  }
  return found;
}

/** Sends that are still parked, and filings without an answer, unless customs' reply was taken for one to another. */
function unfinished(books: Books): Misplaced[] {
  return books.filings.flatMap((book) => {
    const { key, filing, records } = book;
    const parked = records.filter((one) => isSent(one) && one.settlement?.verdict === 'parked');
    const waits = parked.map((one) => `${nameOf(key)}: ${one.message} is still parked`);
    const isOver = ['answered', 'rejected', 'refused'].includes(filing.status) || isRepliedElsewhere(book, books);
    const all = isOver ? waits : [...waits, `${nameOf(key)} is ${filing.status}`];
    return all.map((what) => ({ kind: 'unfinished' as const, what }));
  });
}

/** Facts that were not published, and published ones that are wrong; states that differ from customs'. */
function toldWrongly({ told, filings, callbacks }: Books): Misplaced[] {
  const ids = new Set(told.map(({ id }) => refusalTold(id)));
  const isToldOf = (messageId: string) => [...ids].some((id) => id.includes(`/${messageId}/`));
  const errors = new Set(callbacks.filter(({ message }) => message === 'Error_H7').map(({ messageId }) => messageId));
  const found: string[] = [];
  const settled = new Set<string>();
  for (const { key, records, filing } of filings) {
    const name = nameOf(key);
    for (const one of records) {
      const id = refusalOf(key, one);
      if (id) settled.add(id);
      if (id && !ids.has(id)) found.push(`${name}: the refusal of ${one.message} was not published`);
      if (one.type === 'received' && !isToldOf(one.messageId)) found.push(`${name}: ${one.message} was not published`);
    }
    found.push(...lastTold(name, key.kind === 'declaration' ? key.reference : undefined, told, filing.state));
    const state = customsState(key.reference, callbacks);
    if (key.kind === 'declaration' && state && filing.rawState !== state)
      found.push(`${name} is ${filing.rawState} here and ${state} at customs`);
  }
  for (const { id, outcome, reference, messageId } of told) {
    if (id.startsWith('refused/') && !settled.has(refusalTold(id)) && reference !== null)
      found.push(`${reference}: published as refused (${id}), and is not refused`);
    if (outcome === 'rejected' && !errors.has(messageId ?? '') && !reference?.startsWith('FORGED'))
      found.push(`${reference}: published as rejected by ${messageId}, which customs never sent`);
  }
  return found.map((what) => ({ kind: 'published wrongly', what }));
}

/** The id of the outcome of a refusal; of a text that was never claimed, without its reason. */
function refusalOf({ authority, kind, reference }: FilingKey, one: LedgerRecord): string | undefined {
  if (one.type === 'refused') return `refused/${one.digest}`;
  if (!isSent(one) || one.settlement?.verdict !== 'refused') return undefined;
  return ['refused', authority, kind, reference, one.message, one.attempt, one.messageId].join('/');
}

const refusalTold = (id: string) => id.replace(/^(refused\/[^/]+)\/[^/]+$/, '$1');

function lastTold(
  name: string,
  reference: string | undefined,
  told: readonly Outcome[],
  state: string | null,
): string[] {
  const last = told
    .filter((one) => one.reference === reference && one.stateDateTime && one.outcome !== 'duplicate')
    .sort((a, b) => instant(a.stateDateTime) - instant(b.stateDateTime))
    .at(-1);
  return last && last.state !== state ? [`${name} was last published as ${last.state}, and is ${state}`] : [];
}

function leftOver({ left }: Books): Misplaced[] {
  return Object.entries(left)
    .filter(([, count]) => count > 0)
    .map(([queue, count]) => ({ kind: 'left over', what: `${count} in the queue ${queue}` }));
}

interface Named {
  header?: { lrn?: unknown };
  lrn?: unknown;
  declarationState?: { state: string; stateDateTime: string };
  declarations?: Named[];
}

/** The latest state that customs gave a declaration, by all its callbacks. */
function customsState(lrn: string, callbacks: readonly SentCallback[]): string | undefined {
  const states = callbacks.flatMap(({ body, outcome }) => {
    if (outcome !== 'done') return [];
    const about = body as Named;
    return [about, ...(Array.isArray(about.declarations) ? about.declarations : [])].flatMap((one) =>
      one.declarationState && (one.header?.lrn ?? one.lrn) === lrn ? [one.declarationState] : [],
    );
  });
  return states.sort((a, b) => instant(a.stateDateTime) - instant(b.stateDateTime)).at(-1)?.state;
}

/** True if customs failed on a message: it asks for the same one again. */
function isTechnical({ message, body }: SentCallback): boolean {
  const { error = [] } = body as { error?: { errorType?: unknown; errorCode?: unknown; errorPointer?: unknown }[] };
  return (
    message === 'Error_H7' && error.every((one) => one.errorType === undefined && !one.errorCode && !one.errorPointer)
  );
}

const instant = (text: string | null | undefined) => Date.parse((text ?? '').replace(/\[.*$/, ''));

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}

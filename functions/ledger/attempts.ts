import { contractOf, messageOf } from '../../schemas/catalogue.ts';
import type { Facts, OutboundMessage } from '../../schemas/contract.ts';
import { UNKNOWN_STATE } from '../../schemas/filing.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import { receivedFacts } from './received-facts.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord, StatedRecord } from './records.ts';
import { writtenInstant } from './written-instant.ts';

/** A received message, or what was stated elsewhere, with what it says. */
export interface Statement {
  record: ReceivedRecord | StatedRecord;
  facts: Facts;
  /** The instant at which it was written, in milliseconds; its arrival where that cannot be read. */
  written: number;
  /** The time of the question that a statement answers, where that is known; else of its arrival. */
  askedAt: string;
  /** Its place in a feed whose order decides; 0 where it came another way. */
  place: number;
  /** It is an item of such a feed that came before under its id, in other words but with the same state. */
  isAgain: boolean;
  /** It is no message of the authority: a person found it out there. */
  isFinding: boolean;
}

/**
 * The latest send of a message, or the one of any message that left last where none is named, in records that
 * are oldest first: what waited for its declaration was claimed before it.
 */
export function latestSent(records: readonly LedgerRecord[], message?: string): SentRecord | undefined {
  const sends = sendsOf(records);
  if (message !== undefined) return sends.findLast((record) => record.message === message);
  return sends.toSorted((a, b) => compare(lastTry(a), lastTry(b))).at(-1);
}

export function sendsOf(records: readonly LedgerRecord[]): SentRecord[] {
  return records.filter((record) => record.type === 'sent');
}

/** The time of the last try of a send. */
export function lastTry({ at, resumedAt }: SentRecord): string {
  return resumedAt ?? at;
}

/** The time at which a send left last; where it was parked and had arrived, the time at which that was found out. */
export function leftAt(sent: SentRecord): string {
  return sent.settlement?.verdict === 'arrived' ? sent.settlement.at : lastTry(sent);
}

/** The contract of a message that was sent, where the catalogue still has it. */
export function outbound(key: Pick<FilingKey, 'authority'>, message: string): OutboundMessage | undefined {
  const entry = messageOf(key.authority, message);
  return entry?.direction === 'outbound' ? entry : undefined;
}

/** True if two sends of a message make the same call, where its contract can tell. */
export function makesSameCall(
  key: Pick<FilingKey, 'authority'>,
  { message, body }: Pick<SentRecord, 'message' | 'body'>,
  earlier: SentRecord,
): boolean {
  const { isSameCall } = outbound(key, message) ?? {};
  return earlier.message === message && isSameCall?.(JSON.parse(body), JSON.parse(earlier.body)) === true;
}

/** Every statement about a filing in the order in which it came about, whatever the order of arrival. */
export function statementsOf(key: FilingKey, records: readonly LedgerRecord[]): Statement[] {
  const statements = records
    .filter((record) => record.type === 'received' || record.type === 'stated')
    .map((record) => {
      const facts = record.type === 'stated' ? record.facts : factsOf(key, record);
      const written = writtenInstant(facts.issued, record.at) ?? Date.parse(record.at);
      const place = (record.type === 'received' && record.place) || 0;
      return { record, facts, written, askedAt: askedAt(record, records), place, isAgain: false, isFinding: false };
    });
  return [...withFirstPlaces(statements), ...findingsOf(key, records)].sort(byIssue(key));
}

/** The findings of persons about sends that the authority has not answered since. */
function findingsOf(key: FilingKey, records: readonly LedgerRecord[]): Statement[] {
  return sendsOf(records).flatMap(({ message, messageId, settlement }) => {
    if (settlement?.verdict !== 'settled' || !settlement.facts) return [];
    const { at, facts } = settlement;
    const isAnswer = (one: LedgerRecord) =>
      one.type === 'received' && one.at > at && outbound(key, message)?.answeredBy.includes(one.message);
    if (records.some(isAnswer)) return [];
    const via = { kind: key.kind, reference: key.reference };
    const record: StatedRecord = { type: 'stated', message, at, messageId: `settled/${messageId}`, via, facts };
    const found = { place: 0, isAgain: false, isFinding: true };
    return [{ record, facts, written: Date.parse(at), askedAt: at, ...found }];
  });
}

/** An item of a feed that is read again in other words stays in the place where it was first. */
function withFirstPlaces(statements: readonly Statement[]): Statement[] {
  const nameOf = ({ record, facts }: Statement) => `${record.messageId}\n${facts.state?.raw}`;
  const firsts = new Map<string, Statement>();
  for (const one of statements) {
    const before = firsts.get(nameOf(one));
    const isFirst = !before || (one.place - before.place || compare(one.record.at, before.record.at)) < 0;
    if (one.place > 0 && isFirst) firsts.set(nameOf(one), one);
  }
  return statements.map((one) => {
    const first = one.place > 0 ? firsts.get(nameOf(one)) : undefined;
    return first && first !== one ? { ...one, place: first.place, isAgain: true } : one;
  });
}

function askedAt(answer: ReceivedRecord | StatedRecord, records: readonly LedgerRecord[]): string {
  const via = answer.type === 'stated' ? answer.via : undefined;
  const isQuestion = (one: LedgerRecord) =>
    one.type === 'asked' && one.via.kind === via?.kind && one.via.reference === via.reference;
  return (via && records.find(isQuestion)?.at) ?? answer.at;
}

/** The facts of a received message, read anew from its body so that a corrected contract reads old messages too. */
function factsOf(key: FilingKey, record: ReceivedRecord): Facts {
  const entry = messageOf(key.authority, record.message);
  const facts =
    entry?.direction === 'inbound' ? receivedFacts(key.authority, entry, record, parseMessage(record.body)) : {};
  return record.pathReference ? { authorityReference: record.pathReference, ...facts } : facts;
}

/**
 * Items of a feed whose order decides come last, as they lie in it; all others oldest first by the instant of the
 * state, else of the message, as far as they can be read, else by its arrival. Of two at the same instant, the state
 * further on in a declaration's life comes last; the message's id decides what is left.
 */
function byIssue({ authority }: FilingKey) {
  const { stateOf, states } = contractOf(authority);
  const life = [...states, UNKNOWN_STATE];
  const rank = ({ facts }: Statement) => (facts.state ? life.indexOf(stateOf(facts.state.raw)) : -1);
  return (a: Statement, b: Statement) =>
    a.place - b.place ||
    instant(a) - instant(b) ||
    rank(a) - rank(b) ||
    a.written - b.written ||
    compare(a.record.messageId, b.record.messageId) ||
    compare(JSON.stringify(a.facts), JSON.stringify(b.facts));
}

const instant = (one: Statement) => writtenInstant(one.facts.state?.since, one.record.at) ?? one.written;

/** In the order in which the authority wrote them; of two of the same second, as they are. */
export function byWriting(statements: readonly Statement[]): Statement[] {
  return [...statements].sort((a, b) => a.place - b.place || a.written - b.written);
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

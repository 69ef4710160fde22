import { recordsBefore, timesOf } from '../../functions/books/fact-times.ts';
import { sendsOf } from '../../functions/ledger/attempts.ts';
import { type ReadFiling, readFiling } from '../../functions/ledger/filing.ts';
import type { LedgerRecord } from '../../functions/ledger/records.ts';
import type { Filing, HistoryEntry } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';

/** Something that happened to a filing, with how the filing stood after it. */
export interface FilingEvent
  extends Pick<FilingSummary, 'reference' | 'status' | 'state' | 'authority' | 'kind' | 'platform'> {
  /** ISO 8601 in UTC. */
  at: string;
  /** `sent Letter`, `received Receipt`, `refused Letter`, `overdue` … */
  event: string;
  /** The id of the message that it is about; null where that was never sent. */
  messageId: string | null;
}

/** An event of a filing, as it is known again. */
export interface KnownEvent {
  id: string;
  event: FilingEvent;
  /** The filing as its records up to then have it. */
  filing: Filing;
  /** The names of the messages that had been sent. */
  messages: readonly string[];
}

/**
 * The events of a filing since an instant, oldest first: each fact of its records, read with those before it alone.
 * @param since ISO 8601 in UTC
 */
export function eventsOf({ key, records }: Pick<ReadFiling, 'key' | 'records'>, since: string): KnownEvent[] {
  const { authority, kind, reference } = key;
  const times = [...new Set([...timesOf(records), ...furtherTimes(records)])].sort();
  const earlier = times.findLast((at) => at < since);
  let before = readFiling(key, earlier === undefined ? [] : recordsUntil(records, earlier)).filing;
  return times
    .filter((at) => at >= since)
    .flatMap((at) => {
      const until = recordsUntil(records, at);
      const { filing } = readFiling(key, until);
      const known = new Set(before.history.map(idOf));
      const fresh = filing.history.filter((entry) => !known.has(idOf(entry)));
      const happened = fresh.length > 0 ? fresh.map(entryEvent) : turnsAt(at, until, { before, after: filing });
      before = filing;
      const { status, state, platform } = filing;
      const messages = sendsOf(until).map(({ message }) => message);
      return happened.map(
        ({ id, event, messageId }): KnownEvent => ({
          id: `${at} ${id}`,
          event: { reference, at, event, status, state, messageId, authority, kind, platform },
          ...{ filing, messages },
        }),
      );
    });
}

/** An event by what it is called, with the id of its message. */
interface NamedEvent extends Pick<FilingEvent, 'event' | 'messageId'> {
  id: string;
}

const entryEvent = (entry: HistoryEntry): NamedEvent => ({
  id: idOf(entry),
  event: nameOf(entry),
  messageId: entry.messageId,
});

/** The times that facts of the records have beside their own. */
function furtherTimes(records: readonly LedgerRecord[]): string[] {
  return sendsOf(records).flatMap(({ overdueSince, settlement }) => [
    ...(overdueSince ? [overdueSince] : []),
    ...(settlement?.verdict === 'settled' ? [settlement.was.at] : []),
  ]);
}

/** The records as they were at an instant, what happened then included. */
function recordsUntil(records: readonly LedgerRecord[], at: string): LedgerRecord[] {
  const then = records.map((record): LedgerRecord => {
    if (record.type !== 'sent') return record;
    const { overdueSince, settlement, ...sent } = record;
    const end = settlement?.verdict === 'settled' && settlement.at > at ? settlement.was : settlement;
    return {
      ...sent,
      ...(end && { settlement: end }),
      ...(overdueSince !== undefined && overdueSince <= at && { overdueSince }),
    };
  });
  // A text after every other that begins with the instant, and before every later instant.
  return recordsBefore(then, `${at}~`);
}

const idOf = (entry: HistoryEntry) => `${entry.at} ${entry.messageId} ${nameOf(entry)}`;

/** The outcomes of a message that say no more than that it goes, or has gone: what came of it later is an event of its own. */
const going: readonly string[] = ['sent', 'accepted', 'held', 'arrived', 'unavailable', 'rejected', 'failed'];

function nameOf({ direction, outcome, message }: HistoryEntry): string {
  return `${direction === 'sent' && !going.includes(outcome) ? outcome : direction} ${message}`;
}

/** The turns of a send at an instant that are no message of their own: it failed and is repeated, goes again, is overdue. */
function turnsAt(
  at: string,
  records: readonly LedgerRecord[],
  { before, after }: { before: Filing; after: Filing },
): NamedEvent[] {
  const { status } = after;
  return sendsOf(records).flatMap(({ message, messageId, resumedAt, settlement, overdueSince }) => {
    const isTurn = settlement?.at === at && (settlement.verdict === 'parked' || status !== before.status);
    const turns = [
      ...(resumedAt === at ? [`sent ${message}`] : []),
      ...(isTurn ? [status] : []),
      ...(overdueSince === at && status === 'sent' ? ['overdue'] : []),
    ];
    return turns.map((event) => ({ id: `${messageId} ${event}`, event, messageId }));
  });
}

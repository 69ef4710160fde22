import { readFiling } from '../../functions/ledger/filing.ts';
import type { FilingKey, UnreadableRecord } from '../../functions/ledger/records.ts';
import type { FaultyCustoms } from '../support/faulty-customs.ts';
import type { Machine } from '../support/machine.ts';
import type { Books, FilingBook, Kill } from './books.ts';
import type { Planned } from './lives.ts';

/** The number of filings read concurrently. */
const AT_ONCE = 20;

/** Reads the records to reconcile. */
export async function booksOf(
  machine: Machine,
  { submitted, front, kills }: { submitted: readonly Planned[]; front: FaultyCustoms; kills: readonly Kill[] },
): Promise<Books> {
  const keys = new Map<string, FilingKey>();
  for (const { about } of submitted) {
    if (about) keys.set(`${about.kind}/${about.reference}`, { authority: 'delta-h7', ...about });
  }
  const filings: FilingBook[] = [];
  const left = [...keys.values()];
  const read = async () => {
    for (let key = left.shift(); key; key = left.shift()) {
      const { kind, reference } = key;
      const of: FilingKey = { authority: 'delta-h7', kind, reference };
      const records = await machine.ledger.records(of);
      if (records.length > 0) filings.push({ key: of, filing: readFiling(of, records).filing, records });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, read));
  const unreadable: UnreadableRecord[] = [];
  const period = { since: '2000-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z', limit: 10_000 };
  for await (const one of machine.ledger.unreadable('delta-h7', period)) unreadable.push(one);
  const told = [...(await machine.outcomes())];
  const queues = { outbox: await machine.queued('outbox'), 'dead letters': await machine.queued('deadLetters') };
  return {
    ...{ submitted, seen: front.calls, kills, callbacks: machine.customs.callbacks, filings, unreadable, told },
    left: { ...queues, stream: machine.gateway.untold() },
  };
}

import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { VirtualClock } from './clock.ts';
import type { VirtualLedger } from './ledger.ts';

/** The parked sends of a page: 1 MB holds some thousands of them. */
const PAGE = 1000;

/** A ledger each of whose calls takes a while; what is parked is read by the page. */
export function timedLedger(ledger: VirtualLedger, clock: VirtualClock, callMs: number): Ledger {
  const timed =
    <Given extends unknown[], T>(call: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      await clock.sleep(callMs);
      return call.apply(ledger, given);
    };
  return Object.assign(Object.create(ledger) as Ledger, {
    claim: timed(ledger.claim),
    settle: timed(ledger.settle),
    resume: timed(ledger.resume),
    defer: timed(ledger.defer),
    sent: timed(ledger.sent),
    records: timed(ledger.records),
    async *due(...given: Parameters<VirtualLedger['due']>) {
      let read = 0;
      for await (const parked of ledger.due(...given)) {
        if (read % PAGE === 0) await clock.sleep(callMs);
        read += 1;
        yield parked;
      }
    },
  } satisfies Partial<Ledger>);
}

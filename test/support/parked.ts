import type { Parked } from '../../functions/ledger/records.ts';

/** The times of a ledger's records for tests: a message is sent at 9:00:00, and its answer comes six seconds later. */
export const SENT_AT = '2026-11-22T09:00:00.000Z';
export const ARRIVED_AT = '2026-11-22T09:00:06.000Z';

/** The reason why a send is parked; `{ awaitsDeclaration: true }` where it does not wait for the authority. */
export function parked(more: Partial<Parked> = {}): Parked {
  return {
    verdict: 'parked',
    httpStatus: 500,
    error: {},
    at: '2026-11-22T09:00:01.000Z',
    due: '2026-11-22T09:01:01.000Z',
    ...more,
  };
}

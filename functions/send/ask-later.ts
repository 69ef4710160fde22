import type { Verdict } from '../authorities/authority.ts';
import { parkedUntil } from '../ledger/parked-until.ts';
import type { FilingKey, Parked, Pending, SentRecord } from '../ledger/records.ts';
import { releaseSoon } from '../ledger/release-soon.ts';
import { notYetMs } from './back-off.ts';
import type { SendPorts } from './ports.ts';

/** Parks a message on which the authority has not decided yet, and releases it when it is to be asked again. */
export async function askLater(
  key: FilingKey,
  record: SentRecord,
  { httpStatus, retryMs }: Extract<Verdict, { kind: 'pending' }>,
  { ledger, release, now }: Pick<SendPorts, 'ledger' | 'release' | 'now'>,
): Promise<void> {
  const at = now();
  const { asks, since }: Pending = record.pending ?? { asks: 0, since: at.toISOString() };
  const due = at.getTime() + notYetMs(retryMs, at.getTime() - Date.parse(since));
  const parked: Parked = { ...parkedUntil(due, at, {}, httpStatus), pending: { asks: asks + 1, since } };
  if (await ledger.settle(key, record, parked))
    await releaseSoon({ key, sent: record, due: parked.due }, ledger, release, at);
}

import pMap from 'p-map';
import { contractOf } from '../../schemas/catalogue.ts';
import { readFiling } from '../ledger/filing.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import { filingsWith } from './filings-with.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';

const DAY_MS = 86_400_000;
/** The days after a deadline in which it can be found to be missed, where housekeeping did not run for long. */
const LATE_DAYS = 7;
/** The most filings read at the same time. */
const AT_ONCE = 16;

/**
 * Publishes of each filing with a deadline that it is near, and that it was missed, once for each. It looks once a day
 * at all filings that may have one, by the index of facts; an interrupted look is done again as a whole, so what it
 * publishes bears the same id.
 */
export async function warnOfDeadlines({ authority, warnDays }: KeptLane, ports: HousekeepingPorts): Promise<void> {
  const { deadline } = contractOf(authority);
  if (!deadline || warnDays === undefined) return;
  const { cursors, ledger, now } = ports;
  const name = `${authority}/deadlines`;
  const until = now();
  const before = await cursors.get(name);
  if (before?.slice(0, 10) === until.toISOString().slice(0, 10)) return;
  const since = new Date(until.getTime() - (deadline.withinDays + LATE_DAYS) * DAY_MS);
  const keys = await filingsWith(authority, deadline.state, since, until, ledger);
  await pMap(keys, (key) => warn(key, before, until.toISOString(), warnDays, ports), { concurrency: AT_ONCE });
  await cursors.set(name, until.toISOString());
}

/** @param before the last look, before which nothing is told again; ISO 8601 */
async function warn(
  key: FilingKey,
  before: string | undefined,
  at: string,
  warnDays: number,
  { ledger, outcomes, telemetry }: HousekeepingPorts,
): Promise<void> {
  const { filing } = readFiling(key, await ledger.records(key));
  const { deadline, history, platform } = filing;
  if (deadline === undefined) return;
  const stage = stageAt(at, deadline, warnDays);
  const heard = history.findLast(({ direction }) => direction === 'received')?.at ?? '';
  if (!stage || (before !== undefined && heard <= before && stageAt(before, deadline, warnDays) === stage)) return;
  await outcomes.publish({
    ...publishedFiling(filing),
    ...{ id: `expiring/${filingId(key)}/${deadline}/${stage}`, at, outcome: 'expiring' },
    ...{ message: null, messageId: null },
  });
  const { authority, reference } = key;
  telemetry.problem(`deadline.${stage}`, { authority, reference, platform, deadline });
}

/** The stage of a deadline at an instant; undefined while it is far. */
function stageAt(at: string, deadline: string, warnDays: number): 'near' | 'missed' | undefined {
  const leftMs = Date.parse(deadline) - Date.parse(at);
  if (leftMs <= 0) return 'missed';
  return leftMs <= warnDays * DAY_MS ? 'near' : undefined;
}

import { contractOf } from '../../schemas/catalogue.ts';
import type { FilingState } from '../../schemas/filing.ts';
import { readFiling } from '../ledger/filing.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';
import { sweep } from './sweep.ts';

const DAY_MS = 86_400_000;

/** Publishes, once for each, the filings in a state that the authority will end in so many days. */
export async function warnExpiring({ authority, warnDays }: KeptLane, ports: HousekeepingPorts): Promise<void> {
  const { expiry } = contractOf(authority);
  if (!expiry || warnDays === undefined) return;
  const until = new Date(ports.now().getTime() - (expiry.days - warnDays) * DAY_MS);
  const name = `${authority}/expiring`;
  await sweep(
    { name, authority, fact: expiry.state, until, reachMs: warnDays * DAY_MS, stepMs: DAY_MS },
    ports,
    (key) => warn(key, expiry.state, warnDays, ports),
  );
}

async function warn(
  key: FilingKey,
  state: FilingState,
  days: number,
  { ledger, outcomes, telemetry, now }: HousekeepingPorts,
): Promise<void> {
  const { filing } = readFiling(key, await ledger.records(key));
  if (filing.state !== state) return;
  await outcomes.publish({
    ...publishedFiling(filing),
    id: `expiring/${filingId(key)}`,
    at: now().toISOString(),
    outcome: 'expiring',
    message: null,
    messageId: null,
  });
  const { authority, reference } = key;
  telemetry.problem('declaration.expiring', { authority, reference, platform: filing.platform, days });
}

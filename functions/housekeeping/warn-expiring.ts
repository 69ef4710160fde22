import { mergeFiling } from '../ledger/filing.ts';
import type { FilingKey } from '../ledger/records.ts';
import { told } from '../outcomes/told.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';
import { sweep } from './sweep.ts';

const DAY_MS = 86_400_000;

/** [H7-X3c] Customs cancels an anticipated declaration that is not validated within 30 days (§3.2.2). */
const ANTICIPATION_DAYS = 30;

/** Tells, once for each, of anticipated declarations that customs will cancel in so many days. */
export async function warnExpiring({ authority, warnDays }: KeptLane, ports: HousekeepingPorts): Promise<void> {
  const until = new Date(ports.now().getTime() - (ANTICIPATION_DAYS - warnDays) * DAY_MS);
  const name = `${authority}/expiring`;
  await sweep(
    { name, authority, facts: ['anticipated'], until, reachMs: warnDays * DAY_MS, stepMs: DAY_MS },
    ports,
    (key) => warn(key, warnDays, ports),
  );
}

async function warn(
  key: FilingKey,
  days: number,
  { ledger, outcomes, telemetry, now }: HousekeepingPorts,
): Promise<void> {
  const filing = mergeFiling(key, await ledger.records(key));
  if (filing.state !== 'anticipated') return;
  await outcomes.publish({
    ...told(filing, key.kind),
    id: `expiring/${key.reference}`,
    at: now().toISOString(),
    outcome: 'expiring',
    message: null,
    messageId: null,
  });
  const { authority, reference } = key;
  telemetry.problem('declaration.expiring', { authority, reference, platform: filing.platform, days });
}

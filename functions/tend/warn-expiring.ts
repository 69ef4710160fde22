import { mergeFiling } from '../ledger/filing.ts';
import { told } from '../outcomes/told.ts';
import type { TendedLane, TendPorts } from './ports.ts';

const DAY_MS = 86_400_000;

/** [H7-X3c] Customs cancels an anticipated declaration that is not validated within 30 days (§3.2.2). */
const ANTICIPATION_DAYS = 30;

/** Tells, once for each, of anticipated declarations that customs will cancel in so many days. */
export async function warnExpiring({ authority, warnDays }: TendedLane, ports: TendPorts): Promise<void> {
  const { ledger, cursors, outcomes, telemetry, now } = ports;
  const sweep = `${authority}/expiring`;
  const until = new Date(now().getTime() - (ANTICIPATION_DAYS - warnDays) * DAY_MS);
  const seen = await cursors.get(sweep);
  const since = new Date(seen ? Date.parse(seen) + 1 : until.getTime() - warnDays * DAY_MS);
  for (const day of days(since, until)) {
    for await (const key of ledger.recent(authority, 'anticipated', day, since.toISOString(), until.toISOString())) {
      const filing = mergeFiling(key, await ledger.records(key));
      if (filing.state !== 'anticipated') continue;
      const at = now().toISOString();
      await outcomes.publish({
        ...told(filing, key.kind),
        id: `expiring/${key.reference}`,
        at,
        outcome: 'expiring',
        message: null,
        messageId: null,
      });
      telemetry.problem('declaration.expiring', {
        authority,
        reference: key.reference,
        platform: filing.platform,
        days: warnDays,
      });
    }
  }
  await cursors.set(sweep, until.toISOString());
}

/** Every day that a span touches, in UTC: `2026-11-22`. */
function days(since: Date, until: Date): string[] {
  const found: string[] = [];
  for (let at = Math.floor(since.getTime() / DAY_MS); at <= Math.floor(until.getTime() / DAY_MS); at += 1) {
    found.push(new Date(at * DAY_MS).toISOString().slice(0, 10));
  }
  return found;
}

import { TokenFailure } from '../../functions/tokens/token-failure.ts';
import { contractOf } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { expiringDays } from '../../schemas/expiring-days.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { certificateFinding } from './certificate-finding.ts';
import { type Finding, fault, ok, warning } from './diagnosis.ts';
import { enteredAuthority } from './entered-authority.ts';
import { lookAtLanes } from './look-at-lanes.ts';

/** Checks how long credentials are good that end by themselves, by the secret alone. */
export function expiryChecks(gateway: GatewayConnection, configuration: Configuration, now: Date) {
  return lookAtLanes(
    'age of the credentials',
    gateway,
    configuration,
    async (authority, lane) => {
      const { entered } = await enteredAuthority(gateway, authority, lane, () => now.getTime());
      try {
        const shown = await entered.certificate?.();
        if (shown) return certificateFinding(shown, now, expiryFinding(shown.until, now));
        return expiryFinding(await entered.credentialsUntil?.(), now);
      } catch (error) {
        if (!(error instanceof TokenFailure)) throw error;
        return fault(troubleLine(error.failure), explain(error.failure, settingsOf(authority).urls).remedy);
      }
    },
    (authority) => contractOf(authority).credentialsExpire === true,
  );
}

function expiryFinding(until: Date | undefined, now: Date): Finding {
  if (!until) return ok('nobody knows until when they are good');
  const day = dateInParis(until);
  const days = expiringDays(until, now);
  if (days === undefined) return ok(`they are good until ${day}`);
  const left = `they are good for ${days === 1 ? '1 day' : `${days} days`} more, until ${day}`;
  return warning(
    days === 0 ? `they end today, or ended on ${day}` : left,
    'put new ones into the secret before that: the runbook says how, at credentials-expiring',
  );
}

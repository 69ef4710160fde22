import { randomUUID } from 'node:crypto';
import { authorities } from '../../functions/authorities/registry.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';
import { secretDates, secretsManager } from '../../functions/tokens/secrets.ts';
import { TokenFailure } from '../../functions/tokens/token-failure.ts';
import { contractOf } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { expiringDays } from '../../schemas/expiring-days.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, fault, ok, warning } from './diagnosis.ts';

/** Checks how long credentials are good that end by themselves, by the secret alone. */
export function expiryChecks(
  gateway: GatewayConnection,
  configuration: Configuration,
  now: Date,
): Promise<Diagnosis>[] {
  const { installation } = gateway;
  const ending = gateway.authorities.filter((authority) => contractOf(authority).credentialsExpire);
  return ending.map((authority) =>
    diagnose(`age of the credentials of ${authority}`, installation.putUp, async () => {
      const [client, secrets] = await Promise.all([installation.dynamodb(), installation.secrets()]);
      const about = { client, tableName: installation.table, authority, owner: randomUUID(), now: () => now.getTime() };
      const known = authorities[authority](configuration.lanes[authority], {
        readSecret: secretsManager(secrets),
        secretDate: secretDates(secrets),
        tokenStore: (name) => dynamoDbTokenStore({ ...about, name }),
        onTokenRequested() {},
      });
      let until: Date | undefined;
      try {
        until = await known.credentialsUntil?.();
      } catch (error) {
        if (!(error instanceof TokenFailure)) throw error;
        return fault(troubleLine(error.failure), explain(error.failure, settingsOf(authority).urls).remedy);
      }
      if (!until) return ok('nobody knows until when they are good');
      const day = until.toISOString().slice(0, 10);
      const days = expiringDays(until, now);
      if (days === undefined) return ok(`they are good until ${day}`);
      const says =
        days === 0
          ? `they end today, or ended on ${day}`
          : `they are good for ${days === 1 ? '1 day' : `${days} days`} more, until ${day}`;
      return warning(says, 'put new ones into the secret before that: the runbook says how, at credentials-expiring');
    }),
  );
}

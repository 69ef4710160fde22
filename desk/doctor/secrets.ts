import { isCallbackToken } from '../../functions/tokens/callback-token.ts';
import { type Secret, secretsManager } from '../../functions/tokens/secrets.ts';
import { TokenFailure } from '../../functions/tokens/token-failure.ts';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import { type Configuration, callbacksOf, type LaneConfiguration } from '../../schemas/configuration.ts';
import { credentialFaults, settingsOf } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { callersOf, tokenStatus } from '../token/token-status.ts';
import { type Diagnosis, diagnose, type Finding, fault, ok, warning } from './diagnosis.ts';
import { enteredAuthority } from './entered-authority.ts';
import { lookAtLanes } from './look-at-lanes.ts';

/** The stack generates 64 characters; a word that people made up is much shorter. */
const SHORTEST_TOKEN = 24;

/** The secrets that the configuration names: that they are there, and of a form that can be used. Never what they hold. */
export function secretChecks(gateway: GatewayConnection, config: Configuration, now: Date): Promise<Diagnosis>[] {
  const { region, secrets } = gateway.installation;
  const callbacks = callbacksOf(config);
  return [
    ...lookAtLanes('credentials', gateway, config, async (authority, lane) => {
      const { credentialsSecret: name } = lane;
      const faults = credentialFaults(authority, await text(secretsManager(await secrets())(name)));
      const put = `aws secretsmanager put-secret-value --region ${region} --secret-id ${name} --secret-string file://credentials.json`;
      if (faults.length > 0)
        return fault(`the secret ${name}${faults.join(';')}`, `write the credentials into a file, and: ${put}`);
      const unusable = await troubleWith(gateway, authority, lane, now);
      if (unusable)
        return fault(
          `the secret ${name}: ${troubleLine(unusable)}`,
          explain(unusable, settingsOf(authority).urls).remedy,
        );
      return ok(`the secret ${name} is of the right form`);
    }),
    ...(callbacks ? [tokenCheck(gateway, callbacks.tokenSecret, now)] : []),
  ];
}

/** The reason why an authority's own code cannot use its credentials; that of credentials that end is found with their age. */
async function troubleWith(gateway: GatewayConnection, authority: AuthorityName, lane: LaneConfiguration, now: Date) {
  if (contractOf(authority).credentialsExpire) return undefined;
  const { entered } = await enteredAuthority(gateway, authority, lane, () => now.getTime());
  try {
    await entered.credentialsUntil?.();
    return undefined;
  } catch (error) {
    if (!(error instanceof TokenFailure)) throw error;
    return error.failure;
  }
}

function tokenCheck(gateway: GatewayConnection, name: string, now: Date): Promise<Diagnosis> {
  const { putUp, secrets } = gateway.installation;
  return diagnose('callback token', putUp, async () => {
    const noun = callersOf(gateway);
    const token = await text(secretsManager(await secrets())(name));
    const rotate = `make a new one and send it to ${noun}: npx declarant token rotate${gateway.options}`;
    if (!isCallbackToken(token))
      return fault(
        `the secret ${name} holds what no call can carry: it is empty, or has a space or a line's end`,
        rotate,
      );
    if (token.length < SHORTEST_TOKEN) return warning(`the secret ${name} is so short that it may be guessed`, rotate);
    return used(gateway, name, now);
  });
}

async function used(gateway: GatewayConnection, name: string, now: Date): Promise<Finding> {
  const [secret, uses] = await Promise.all([gateway.callbackToken(), gateway.tokenUses()]);
  const noun = callersOf(gateway);
  const { versions, usedByAuthority } = tokenStatus(name, await secret.versions(), await uses.list(), now, noun);
  const last = versions.find(({ token }) => token === usedByAuthority)?.lastUsedAt;
  if (!last) return ok(`the secret ${name} is of the right form; ${noun} has not called back with it yet`);
  return ok(`${noun} calls back with the ${usedByAuthority} one, last seen ${momentOf(last)}`);
}

/** A secret that holds no text is of the wrong form, and not a failure to look. */
async function text(secret: Promise<Secret>): Promise<string> {
  try {
    return (await secret).value;
  } catch (error) {
    if ((error as { code?: unknown }).code === 'SECRET_UNUSABLE') return '';
    throw error;
  }
}

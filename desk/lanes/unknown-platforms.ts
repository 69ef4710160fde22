import type { AuthorityName } from '../../schemas/catalogue.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/** A name under which something was submitted to a lane, and when last, ISO 8601 in UTC. */
export interface UnknownPlatform {
  authority: AuthorityName;
  name: string;
  at: string;
}

/**
 * The platforms under whose names something was submitted to a lane lately, and that the configuration does not have:
 * nobody hears of that. None where no platform is configured, since all are told of then.
 */
export async function platformsUnknownAt(
  { installation, unknownPlatforms }: Pick<GatewayConnection, 'installation' | 'unknownPlatforms'>,
  authority: AuthorityName,
): Promise<UnknownPlatform[]> {
  const known = new Set(platformsOf(installation.configuration()?.platforms ?? []).map(({ name }) => name));
  if (known.size === 0) return [];
  const noted = await (await unknownPlatforms()).list(authority);
  // One that was added since is known now.
  return noted.filter(({ name }) => !known.has(name)).map((one) => ({ authority, ...one }));
}

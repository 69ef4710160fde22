import { platformsOf } from '../../../schemas/platforms.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';

/** The names of the configured platforms. */
export function platformNames({ installation }: GatewayConnection): readonly string[] {
  return platformsOf(installation.configuration()?.platforms ?? []).map(({ name }) => name);
}

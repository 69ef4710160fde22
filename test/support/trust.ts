import type { BatchPorts, SendPorts } from '../../functions/send/ports.ts';
import { type PlatformRules, trustOf } from '../../functions/send/trust.ts';

/** The unique id of the role of the gateway's own functions. */
export const GATEWAY_ROLE = 'AROAGATEWAY';

/** The sender's ports for platforms and for who puts messages: none is configured unless told otherwise. */
export function trusting(
  rules: Partial<PlatformRules> = {},
): Pick<BatchPorts, 'trust' | 'unknownPlatforms' | 'redrives' | 'failing' | 'bury' | 'release'> {
  return {
    trust: trustOf({ trust: 'apart', platforms: [], ...rules }, [GATEWAY_ROLE]),
    unknownPlatforms: { note: async () => {} },
    redrives: { senderOf: async () => undefined, note: async () => {} },
    failing: { of: async () => undefined, begin: async () => undefined },
    bury: async () => {},
    release: async () => {},
  };
}

/** The same for a single message, which the gateway itself put on the outbox unless told otherwise. */
export function trustingFrom(
  senderId: string = GATEWAY_ROLE,
  rules: Partial<PlatformRules> = {},
): Pick<SendPorts, 'trust' | 'unknownPlatforms' | 'from' | 'release'> {
  const { trust, unknownPlatforms, release } = trusting(rules);
  return { trust, unknownPlatforms, release, from: trust.originOf(senderId) };
}

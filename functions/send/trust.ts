import { OPERATOR } from '../../schemas/platform-name.ts';
import { mayAct, type PlatformTrust } from '../ledger/owner.ts';

/** The configuration of the platforms, as far as a sender must know it. */
export interface PlatformRules {
  trust: PlatformTrust;
  platforms: readonly { name: string; senders?: readonly string[] }[];
}

/** The sender of a message on the outbox. */
export interface Origin {
  /** The unique id of its role or user, as SQS has it in `SenderId`. */
  id: string;
  /** One of the gateway's own functions: only these put pointers. */
  isGateway: boolean;
  /** True if it may submit under this platform's name. */
  mayUse(platform: string): boolean;
}

export interface Trust {
  /** @param senderId as SQS has it: of a role, its session's name follows after a colon */
  originOf(senderId: string | undefined): Origin;
  /** True if the configuration names a platform; where it names none at all, each will do. */
  isConfigured(platform: string): boolean;
  /** True if a platform may go on with a filing of this owner's, and hear of it. */
  mayAct(platform: string, owner: string | undefined): boolean;
}

/**
 * The trust in senders and platforms, by the configured platforms and the unique ids of the gateway's own roles.
 *
 * A platform's name in a submission is a claim. It is checked where the platform names its senders; and a
 * sender that is named for any platform may not claim to be an operator, unless it is named for the desk, too.
 */
export function trustOf({ trust, platforms }: PlatformRules, gatewayRoles: Iterable<string>): Trust {
  const gateway = new Set(gatewayRoles);
  const names = new Set([OPERATOR, ...platforms.map(({ name }) => name)]);
  const senders = new Map(platforms.flatMap(({ name, senders }) => (senders ? [[name, new Set(senders)]] : [])));
  const named = new Set([...senders.values()].flatMap((ids) => [...ids]));

  return {
    originOf(senderId = '') {
      const [id = ''] = senderId.split(':');
      return {
        id,
        isGateway: gateway.has(id),
        mayUse: (platform) => senders.get(platform)?.has(id) ?? !(platform === OPERATOR && named.has(id)),
      };
    },
    isConfigured: (platform) => platforms.length === 0 || names.has(platform),
    mayAct: (platform, owner) => mayAct(trust, platform, owner),
  };
}

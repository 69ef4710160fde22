import type { BatchPorts, SendPorts } from '../../functions/send/ports.ts';
import { type PlatformRules, trustOf } from '../../functions/send/trust.ts';
import { memoryFeedCursors } from './memory-feed-cursors.ts';

/** The unique id of the role of the gateway's own functions. */
export const GATEWAY_ROLE = 'AROAGATEWAY';

/** The sender's ports about platforms and senders: no platform is configured unless a test does it. */
export function trusting(
  rules: Partial<PlatformRules> = {},
): Pick<
  BatchPorts,
  | 'trust'
  | 'unknownPlatforms'
  | 'redrives'
  | 'failing'
  | 'putDeadLetter'
  | 'release'
  | 'poll'
  | 'parties'
  | 'feedCursors'
> {
  return {
    trust: trustOf({ trust: 'apart', platforms: [], ...rules }, [GATEWAY_ROLE]),
    unknownPlatforms: { note: async () => {} },
    redrives: { senderOf: async () => undefined, note: async () => {} },
    failing: { of: async () => undefined, begin: async () => undefined },
    putDeadLetter: async () => {},
    release: async () => {},
    poll: async () => {},
    parties: { note: async () => {}, list: async () => [] },
    feedCursors: memoryFeedCursors(),
  };
}

/** The same for a single message, which the gateway itself put on the outbox unless a test says otherwise. */
export function trustingFrom(
  senderId: string = GATEWAY_ROLE,
  rules: Partial<PlatformRules> = {},
): Pick<SendPorts, 'trust' | 'unknownPlatforms' | 'from' | 'release' | 'poll' | 'parties' | 'feedCursors'> {
  const { trust, unknownPlatforms, release, poll, parties, feedCursors } = trusting(rules);
  return { trust, unknownPlatforms, release, poll, parties, feedCursors, from: trust.originOf(senderId) };
}

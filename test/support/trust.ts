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
  | 'releaseAll'
  | 'findable'
  | 'lane'
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
    releaseAll: async () => [],
    findable: { under: async () => [], summaries: async () => [] },
    lane: { share: { perSecond: 100, perHour: 100_000 } },
    poll: async () => {},
    parties: { note: async () => {}, list: async () => [] },
    feedCursors: memoryFeedCursors(),
  };
}

/** The same for a single message, which the gateway itself put on the outbox unless a test says otherwise. */
export function trustingFrom(
  senderId: string = GATEWAY_ROLE,
  rules: Partial<PlatformRules> = {},
): Omit<ReturnType<typeof trusting>, 'redrives' | 'failing' | 'putDeadLetter'> & Pick<SendPorts, 'from'> {
  const { redrives: _, failing: __, putDeadLetter: ___, ...ports } = trusting(rules);
  return { ...ports, from: ports.trust.originOf(senderId) };
}

import type { Configuration } from '../../schemas/configuration.ts';
import { platformsOf } from '../../schemas/platforms.ts';

/**
 * The constants of a sender's bundle, in the form of esbuild's `define`: the platforms, as far as a sender must know
 * them. They are in the bundle because a function's environment holds 4 KB in all.
 */
export function senderConstants({ platforms, platformTrust }: Configuration): Record<string, string> {
  const known = platformsOf(platforms).map(({ name, senders }) => ({ name, ...(senders && { senders }) }));
  // The value is a text: esbuild makes a module of anything else.
  return { CONFIGURED_PLATFORMS: JSON.stringify(JSON.stringify({ trust: platformTrust, platforms: known })) };
}

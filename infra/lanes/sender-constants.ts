import type { Configuration } from '../../schemas/configuration.ts';
import { platformsOf } from '../../schemas/platforms.ts';

/**
 * The constants of a sender's bundle, as esbuild's `define` takes them: the platforms, as far as a sender must know
 * them. They lie in the bundle, since a function's environment holds 4 KB in all.
 */
export function senderConstants({ platforms, platformTrust }: Configuration): Record<string, string> {
  const known = platformsOf(platforms).map(({ name, senders }) => ({ name, ...(senders && { senders }) }));
  // The value is a text: for anything else esbuild makes a module.
  return { CONFIGURED_PLATFORMS: JSON.stringify(JSON.stringify({ trust: platformTrust, platforms: known })) };
}

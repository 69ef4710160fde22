import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { correctingFiles } from '../../schemas/corrections.ts';
import { platformsOf } from '../../schemas/platforms.ts';

/**
 * The constants of a sender's bundle, in the form of esbuild's `define`: the platforms, as far as a sender must know
 * them, and the contents of the files that its lane names. They are in the bundle because a function's environment
 * holds 4 KB in all; what changes in them makes another bundle, which is deployed.
 */
export function senderConstants(
  { files, platforms, platformTrust }: Configuration,
  authority: AuthorityName,
): Record<string, string> {
  const known = platformsOf(platforms).map(({ name, senders }) => ({ name, ...(senders && { senders }) }));
  return {
    CONFIGURED_PLATFORMS: text({ trust: platformTrust, platforms: known }),
    LANE_FILES: text(files[authority] ?? {}),
  };
}

/** The constants of a function that reads messages of several lanes: the files by which their contracts are corrected. */
export function laneConstants({ files }: Pick<Configuration, 'files'>): Record<string, string> {
  return { FILES_OF_LANES: text(correctingFiles(files)) };
}

// The values are texts: esbuild makes a module of anything else.
const text = (value: unknown) => JSON.stringify(JSON.stringify(value));

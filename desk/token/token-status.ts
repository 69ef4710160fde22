import { NOTED_EVERY_MS, type TokenUse } from '../../functions/tokens/token-uses.ts';
import { type AuthorityName, callsBack } from '../../schemas/catalogue.ts';
import { nounOf } from '../../schemas/noun.ts';
import type { TakenVersion } from './token-secret.ts';

/** A version that is taken, and when it was last called back with, to the hour; null where it was not seen to be. */
export interface TokenVersion extends TakenVersion {
  lastUsedAt: string | null;
}

/** The standing of the token of the callbacks. */
export interface TokenStatus {
  secret: string;
  versions: TokenVersion[];
  /** The one that was called back with last. */
  usedByAuthority: TakenVersion['token'] | null;
  /** The reason why a change now would have callbacks refused; null where it would not. */
  changeWouldRefuse: string | null;
}

/** The callers of a gateway, as they are called in a sentence. */
export function callersOf({ authorities }: { authorities: readonly AuthorityName[] }): string {
  return nounOf(authorities.filter(callsBack));
}

/** A use is noted once an hour by each instance: a token is out of use once none was for twice as long. */
const STILL_USED_MS = 2 * NOTED_EVERY_MS;

export function tokenStatus(
  secret: string,
  taken: readonly TakenVersion[],
  uses: readonly TokenUse[],
  now: Date,
  caller: string,
): TokenStatus {
  const versions = taken.map((version) => ({
    ...version,
    lastUsedAt: uses.find(({ versionId }) => versionId === version.versionId)?.usedAt ?? null,
  }));
  const latest = versions.reduce<TokenVersion | undefined>(
    (found, version) => ((version.lastUsedAt ?? '') > (found?.lastUsedAt ?? '') ? version : found),
    undefined,
  );
  return {
    secret,
    versions,
    usedByAuthority: latest?.token ?? null,
    changeWouldRefuse: changeWouldRefuse(versions, now, caller),
  };
}

/** [H7-A5] A change ends the previous token: whoever calls back must have left it. */
function changeWouldRefuse(versions: readonly TokenVersion[], now: Date, caller: string): string | null {
  const current = versions.find(({ token }) => token === 'current');
  const previous = versions.find(({ token }) => token === 'previous');
  if (!previous) return null;
  if (!current?.lastUsedAt) return `${caller} was not seen to use the current token yet`;
  if (!previous.lastUsedAt) return null;
  const isLatest = previous.lastUsedAt >= current.lastUsedAt;
  const isRecent = now.getTime() - Date.parse(previous.lastUsedAt) < STILL_USED_MS;
  return isLatest || isRecent ? `${caller} still uses the previous token` : null;
}

import { NOTED_EVERY_MS, type TokenUse } from '../../functions/tokens/token-uses.ts';
import type { TakenVersion } from './token-secret.ts';

/** A version that is taken, and when customs used it last, to the hour; null where it was not seen to. */
export interface TokenVersion extends TakenVersion {
  lastUsedAt: string | null;
}

/** How the token of the callbacks stands. */
export interface TokenStatus {
  secret: string;
  versions: TokenVersion[];
  /** The one that customs used last. */
  usedByCustoms: TakenVersion['token'] | null;
  /** Why a change now would have callbacks refused; null where it would not. */
  changeWouldRefuse: string | null;
}

/** A use is noted once an hour by each instance: a token is out of use once none was for twice as long. */
const STILL_USED_MS = 2 * NOTED_EVERY_MS;

export function tokenStatus(
  secret: string,
  taken: readonly TakenVersion[],
  uses: readonly TokenUse[],
  now: Date,
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
    usedByCustoms: latest?.token ?? null,
    changeWouldRefuse: changeWouldRefuse(versions, now),
  };
}

/** [H7-A5] A change ends the previous token: customs must have left it. */
function changeWouldRefuse(versions: readonly TokenVersion[], now: Date): string | null {
  const current = versions.find(({ token }) => token === 'current');
  const previous = versions.find(({ token }) => token === 'previous');
  if (!previous) return null;
  if (!current?.lastUsedAt) return 'customs was not seen to use the current token yet';
  if (!previous.lastUsedAt) return null;
  const isLatest = previous.lastUsedAt >= current.lastUsedAt;
  const isRecent = now.getTime() - Date.parse(previous.lastUsedAt) < STILL_USED_MS;
  return isLatest || isRecent ? 'customs still uses the previous token' : null;
}

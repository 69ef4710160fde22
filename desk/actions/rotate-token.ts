import { randomBytes } from 'node:crypto';
import { DeskFault } from '../fault.ts';
import { callbackUrlOf } from '../gateway/callback-url.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { callersOf, type TokenStatus, type TokenVersion, tokenStatus } from '../token/token-status.ts';
import { acting } from './acting.ts';
import { optionalReason } from './reason.ts';

/** A change of the token that authorities call back with. */
export interface RotateWish {
  /** Change it although the token that is given up is in use. */
  force?: boolean | undefined;
  reason?: string | undefined;
  /**
   * Puts the new token into somebody's hands, before it is in force: one that nobody has helps nobody. Returns how that
   * is undone where the token is not changed after all.
   */
  handOver(token: string): () => void;
}

/** The token after its change. */
export interface RotatedToken {
  secret: string;
  versionId: string;
  versions: TokenVersion[];
  /** The place that it is for; null where it is not known. */
  callbackUrl: string | null;
}

/** The length of the first token, which the stack generated: 384 bits. */
const TOKEN_BYTES = 48;

/** [H7-A5] The tokens that are taken, and the one in use. */
export async function tokenStatusOf(gateway: GatewayConnection, now: Date): Promise<TokenStatus> {
  const [secret, uses] = await Promise.all([gateway.callbackToken(), gateway.tokenUses()]);
  const [versions, used] = await Promise.all([secret.versions(), uses.list()]);
  return tokenStatus(secret.name, versions, used, now, callersOf(gateway));
}

/**
 * [H7-A5] Makes a new token; the one before is taken as well until the next change.
 * @throws {DeskFault} where the token that would be given up is in use
 */
export async function rotateToken(
  gateway: GatewayConnection,
  { force = false, reason: given, handOver }: RotateWish,
  now = new Date(),
): Promise<RotatedToken> {
  const reason = optionalReason(given);
  const before = await tokenStatusOf(gateway, now);
  if (before.changeWouldRefuse && !force) throw refusal(before, callersOf(gateway));
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const takeBack = handOver(token);
  const secret = await gateway.callbackToken();
  const about = { action: 'token-rotate', reason, ...(force && { detail: 'forced' }) };
  const versionId = await acting(gateway, about, () => secret.put(token)).catch((error: unknown) => {
    takeBack();
    throw error;
  });
  const { versions } = await tokenStatusOf(gateway, now);
  const callbackUrl = (await callbackUrlOf(gateway.installation)) ?? null;
  return { secret: secret.name, versionId, versions, callbackUrl };
}

function refusal({ changeWouldRefuse, versions }: TokenStatus, caller: string): DeskFault {
  const previous = versions.find(({ token }) => token === 'previous');
  const last = previous?.lastUsedAt ? `last seen ${momentOf(previous.lastUsedAt)}` : 'not seen since it was changed';
  return new DeskFault(
    'NOT_CHANGED',
    `The token was not changed: ${changeWouldRefuse}. A change now would end the previous one (${last}), and callbacks with it would be refused for good. Wait until "declarant token status" shows that ${caller} uses the current one, or give --force.`,
  );
}

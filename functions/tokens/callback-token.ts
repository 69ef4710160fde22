import { createHash, timingSafeEqual } from 'node:crypto';
import type { Remembered } from './remembered.ts';
import type { ReadSecretVersion } from './secrets.ts';

/** An accepted callback token, by its digest: the token itself is not kept. */
interface TakenToken {
  versionId: string;
  digest: Buffer;
}

/** The accepted callback tokens: the current one, and the previous one until the next change. */
export interface CallbackTokens {
  current: TakenToken;
  previous: TakenToken | undefined;
}

/** The token that a call carried. */
export interface TokenMatch {
  token: keyof CallbackTokens;
  /** The secret's version, which keeps its id when it becomes the previous one. */
  versionId: string;
}

/** Finds the callback token in an `Authorization` header; undefined where it carries none of them. */
export type CheckCallbackToken = (authorization: string | undefined) => Promise<TokenMatch | undefined>;

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/**
 * Reads the accepted tokens, the current one first: where the token is changed between the two calls, the former
 * current one is then read as the previous one, so it is never missing.
 */
export async function readCallbackTokens(read: ReadSecretVersion, secret: string): Promise<CallbackTokens> {
  const [current, previous] = [await read(secret, 'AWSCURRENT'), await read(secret, 'AWSPREVIOUS')];
  return { current: taken(current), previous: previous && taken(previous) };
}

/**
 * [H7-A4, H7-A5] The check of every callback, in constant time. A token that does not match makes the secret
 * be read anew, once a cooldown, for it may have just been changed.
 * @throws the error of reading the secret, where it could never be read
 */
export function callbackTokenCheck(tokens: Remembered<CallbackTokens>, now: () => number): CheckCallbackToken {
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    const digest = digestOf(token);
    const calledAt = now();
    return matchOf(digest, await tokens.get()) ?? matchOf(digest, await tokens.renew(calledAt));
  };
}

/** True for a secret's value that a header can carry: one with a space or a line break cannot be sent. */
export function isCallbackToken(value: string): boolean {
  return BEARER.exec(`Bearer ${value}`)?.[1] === value;
}

/** Both are compared, whichever matches, so that the time reveals nothing about either. */
function matchOf(digest: Buffer, { current, previous }: CallbackTokens): TokenMatch | undefined {
  const isCurrent = timingSafeEqual(digest, current.digest);
  const isPrevious = timingSafeEqual(digest, (previous ?? current).digest);
  if (isCurrent) return { token: 'current', versionId: current.versionId };
  return previous && isPrevious ? { token: 'previous', versionId: previous.versionId } : undefined;
}

function taken({ versionId, value }: { versionId: string; value: string }): TakenToken {
  return { versionId, digest: digestOf(value) };
}

/** Digests are compared, so that neither time nor length reveals anything about the token. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

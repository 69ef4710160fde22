import { createHash, timingSafeEqual } from 'node:crypto';
import type { Remembered } from './remembered.ts';
import type { ReadSecretVersion } from './secrets.ts';

/** A token that an authority may call back with, by its digest: the token itself is not kept. */
interface TakenToken {
  versionId: string;
  digest: Buffer;
}

/** The tokens that are taken: during a change, and until the next one, the one before as well. */
export interface CallbackTokens {
  current: TakenToken;
  previous: TakenToken | undefined;
}

/** Which of the tokens a call carried. */
export interface TokenMatch {
  token: keyof CallbackTokens;
  /** The secret's version, which keeps its id when it becomes the previous one. */
  versionId: string;
}

/** Tells which of the callback tokens an `Authorization` header carries; undefined where it is none of them. */
export type CheckCallbackToken = (authorization: string | undefined) => Promise<TokenMatch | undefined>;

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/**
 * Reads the tokens that are taken. The current one comes first: where the token is changed between the two
 * calls, what was current is read as the previous one then, and so is never missing.
 */
export async function readCallbackTokens(read: ReadSecretVersion, secret: string): Promise<CallbackTokens> {
  const [current, previous] = [await read(secret, 'AWSCURRENT'), await read(secret, 'AWSPREVIOUS')];
  return { current: taken(current), previous: previous && taken(previous) };
}

/**
 * [H7-A4, H7-A5] The check of every callback (§2.3.7.2), in constant time. A token that does not match
 * has the secret read anew, once a cooldown, for it may have been changed a moment ago.
 * @throws what reading the secret throws, where it never could be read
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

/** Whether a secret's value can be what a call carries at all: one with a space or a line's end cannot. */
export function isCallbackToken(value: string): boolean {
  return BEARER.exec(`Bearer ${value}`)?.[1] === value;
}

/** Both are compared whichever matches, so that the time tells nothing of either. */
function matchOf(digest: Buffer, { current, previous }: CallbackTokens): TokenMatch | undefined {
  const isCurrent = timingSafeEqual(digest, current.digest);
  const isPrevious = timingSafeEqual(digest, (previous ?? current).digest);
  if (isCurrent) return { token: 'current', versionId: current.versionId };
  return previous && isPrevious ? { token: 'previous', versionId: previous.versionId } : undefined;
}

function taken({ versionId, value }: { versionId: string; value: string }): TakenToken {
  return { versionId, digest: digestOf(value) };
}

/** Digests are compared, so that neither time nor length tells anything of the token. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

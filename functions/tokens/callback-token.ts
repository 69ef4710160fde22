import { createHash, timingSafeEqual } from 'node:crypto';
import type { Remembered } from './remembered.ts';

/** Answers whether an `Authorization` header carries the token that customs was given. */
export type CheckCallbackToken = (authorization: string | undefined) => Promise<boolean>;

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/**
 * [H7-A4] The check of every callback (§2.3.7.2), in constant time. A token that does not match
 * has the secret read anew, once a cooldown, for it may have been changed a moment ago.
 */
export function callbackTokenCheck(secret: Remembered<string>): CheckCallbackToken {
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) return false;
    return same(token, await secret.get()) || same(token, await secret.renew());
  };
}

/** Compares digests, so that neither time nor length tells anything of the secret. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

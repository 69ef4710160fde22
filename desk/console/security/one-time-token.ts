import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, so that nobody on the machine guesses it. */
const BYTES = 32;

/** A value that nobody guesses. */
export const secretValue = () => randomBytes(BYTES).toString('base64url');

/** Compares two values in a time that tells nothing of where they differ. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** A token that opens one session, once. */
export interface OneTimeToken {
  readonly value: string;
  /** Uses it up; false where it is another one, or was used before. */
  use(given: string): boolean;
}

/** A token that was never given before. */
export function oneTimeToken(): OneTimeToken {
  const value = secretValue();
  let isUsed = false;
  return {
    value,
    use(given) {
      if (isUsed || !isSameSecret(given, value)) return false;
      isUsed = true;
      return true;
    },
  };
}

import { randomBytes } from 'node:crypto';

/** The length of the time in a token: milliseconds since the epoch, to the base 36. */
const TIME_LENGTH = 9;
export const TOKEN_LENGTH = TIME_LENGTH + 4;

/** The name of one run of the keeper, which begins with its time. */
export function newToken(now: Date): string {
  return `${now.getTime().toString(36).padStart(TIME_LENGTH, '0')}${randomBytes(3).toString('base64url')}`;
}

/** The part of a token that says when it was made: of two, the later one comes last. */
export function tokenTime(token: string): string {
  return token.slice(0, TIME_LENGTH);
}

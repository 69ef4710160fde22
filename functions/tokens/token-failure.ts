import { DeclarantError } from '../../schemas/declarant-error.ts';
import type { Trouble } from '../../schemas/trouble.ts';

/** Why no access token can be had, as all instances share it. */
export interface NoToken extends Trouble {
  /** The credentials are refused or cannot be used; the configuration is wrong; or it may pass by itself. */
  kind: 'unauthorised' | 'misdirected' | 'unavailable';
  /** For how many milliseconds the endpoint asks to be left alone, or is left alone by us. */
  retryMs?: number;
}

/** No access token can be had. Its text names the cause alone: never what the endpoint answered. */
export class TokenFailure extends DeclarantError {
  readonly code = 'TOKEN_FAILED';
  readonly failure: NoToken;

  constructor(failure: NoToken) {
    super(`No access token can be had: ${failure.cause}${failure.detail ? ` (${failure.detail})` : ''}`);
    this.name = 'TokenFailure';
    this.failure = failure;
  }

  /** Reads why a token could not be had from what was thrown: all else than a TokenFailure is a call of AWS that failed. */
  static of(thrown: unknown): NoToken {
    if (thrown instanceof TokenFailure) return thrown.failure;
    const { name } = (thrown ?? {}) as { name?: unknown };
    const detail = typeof name === 'string' && /^[A-Za-z0-9]{1,60}$/.test(name) ? name : undefined;
    return { kind: 'unavailable', cause: 'aws', ...(detail !== undefined && { detail }) };
  }
}

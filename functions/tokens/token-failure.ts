import { DeclarantError } from '../../schemas/declarant-error.ts';
import type { Trouble } from '../../schemas/trouble.ts';

/** The reason for a missing access token, as all instances share it. */
export interface NoToken extends Trouble {
  /**
   * `unauthorised`: the credentials are refused or unusable; `misdirected`: the configuration is wrong; `unavailable`:
   * it may pass by itself.
   */
  kind: 'unauthorised' | 'misdirected' | 'unavailable';
  /** The milliseconds in which the endpoint is left alone, by its wish or by ours. */
  retryMs?: number;
}

/** Troubles of a connection that never came about. */
const UNCONNECTED = ['dns', 'refused', 'unreachable', 'connect-timeout'];

/** True for a request that never reached the endpoint: its credentials cannot be read, or nobody was there. */
export function neverLeft({ cause, detail = '' }: Trouble): boolean {
  return cause === 'secret' || cause === 'aws' || UNCONNECTED.includes(detail.split(' ')[0] as string);
}

/** A failure to obtain an access token. Its text names the cause alone, never the endpoint's answer. */
export class TokenFailure extends DeclarantError {
  readonly code = 'TOKEN_FAILED';
  readonly failure: NoToken;

  constructor(failure: NoToken) {
    super(`No access token can be obtained: ${failure.cause}${failure.detail ? ` (${failure.detail})` : ''}`);
    this.name = 'TokenFailure';
    this.failure = failure;
  }

  /** Reads the reason from a thrown error: anything but a TokenFailure is a failed call to AWS. */
  static of(thrown: unknown): NoToken {
    if (thrown instanceof TokenFailure) return thrown.failure;
    const { name } = (thrown ?? {}) as { name?: unknown };
    const detail = typeof name === 'string' && /^[A-Za-z0-9]{1,60}$/.test(name) ? name : undefined;
    return { kind: 'unavailable', cause: 'aws', ...(detail !== undefined && { detail }) };
  }
}

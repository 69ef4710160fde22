/** Causes that have a name. */
export type NamedCause =
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'connect-timeout'
  | 'timeout'
  | 'reset'
  | 'tls'
  | 'not-http'
  | 'connection'
  | 'token-endpoint'
  | 'credentials'
  | 'secret'
  | 'aws';

/**
 * The cause for which an authority cannot be spoken to; an answer of the authority is `http-` and its status:
 * `http-503`.
 */
export type CauseCode = NamedCause | `http-${number}`;

/** The trouble with an authority, as it is kept and counted; causes.ts has the words for it. */
export interface Trouble {
  cause: CauseCode;
  /**
   * A code, never a text: of Node.js (`CERT_HAS_EXPIRED`), of OAuth2 (`invalid_grant`), or the token endpoint's cause
   * (`http-429`).
   */
  detail?: string;
}

/** A cause in words: one place for `lanes`, the doctor, a parked message's error and docs/causes.md. */
export interface CauseText {
  /** The cause, in half a sentence. */
  means: string;
  /** The steps that mend it, in the imperative; for a cause that passes by itself, the steps for when it lasts. */
  remedy: string;
  /** True if it passes by itself; false where it stays until a person does something. */
  heals: boolean;
}

/** The trouble alone, out of an object that has more. */
export function troubleOf({ cause, detail }: Trouble): Trouble {
  return { cause, ...(detail !== undefined && { detail }) };
}

/** A trouble with the token endpoint, in the form in which it is told of beside those with the authority itself. */
export function atTokenEndpoint({ cause, detail }: Trouble): Trouble {
  return { cause: 'token-endpoint', detail: detail === undefined ? cause : `${cause} ${detail}` };
}

/** A trouble's codes on one line: `tls (CERT_HAS_EXPIRED)`. */
export function codesOf({ cause, detail }: Trouble): string {
  return detail === undefined ? cause : `${cause} (${detail})`;
}

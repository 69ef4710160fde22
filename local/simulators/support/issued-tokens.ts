import { randomBytes } from 'node:crypto';

/** The tokens that were issued and live, each with its holder. */
export class IssuedTokens<Holder> {
  readonly #lifeSeconds: number;
  readonly #now: () => Date;
  readonly #tokens = new Map<string, { holder: Holder; expiresAt: number }>();

  constructor(lifeSeconds: number, now: () => Date) {
    this.#lifeSeconds = lifeSeconds;
    this.#now = now;
  }

  /** Issues a token, in the form of an OAuth answer (RFC 6749 §5.1). */
  issue(holder: Holder): { access_token: string; token_type: 'Bearer'; expires_in: number } {
    const now = this.#now().getTime();
    for (const [token, { expiresAt }] of this.#tokens) {
      if (expiresAt <= now) this.#tokens.delete(token);
    }
    const token = randomBytes(24).toString('base64url');
    this.#tokens.set(token, { holder, expiresAt: now + this.#lifeSeconds * 1000 });
    return { access_token: token, token_type: 'Bearer', expires_in: this.#lifeSeconds };
  }

  /** The holder of a token; `undefined` where it is missing, unknown or expired. */
  holder(token: string | undefined): Holder | undefined {
    const issued = token === undefined ? undefined : this.#tokens.get(token);
    return issued && this.#now().getTime() < issued.expiresAt ? issued.holder : undefined;
  }
}

/** The token in an Authorization header. */
export function bearerIn(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

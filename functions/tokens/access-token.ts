/** An access token of an authority, with the instant (ms) from which it must not be used any more. */
export interface AccessToken {
  value: string;
  expiresAt: number;
}

export interface AccessTokens {
  /** A token that is good now; one request for all who ask at once. */
  get(): Promise<string>;
  /** A token other than this one, which the authority refused. */
  replace(refused: string): Promise<string>;
}

/** A token is given up this long before it expires, for the time a call is under way. */
const MARGIN_MS = 30_000;

/** [H7-A2] Keeps a token for its whole life, as the contract asks (§2.3.7.1). */
export function accessTokens(request: () => Promise<AccessToken>, now: () => number): AccessTokens {
  let current: AccessToken | undefined;
  let pending: Promise<string> | undefined;

  function renew(): Promise<string> {
    pending ??= request()
      .then((token) => {
        current = token;
        return token.value;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  }

  return {
    async get() {
      return current && now() < current.expiresAt - MARGIN_MS ? current.value : renew();
    },
    async replace(refused) {
      return current && current.value !== refused ? current.value : renew();
    },
  };
}

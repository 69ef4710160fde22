/** The token endpoint refuses what we sent: another try would meet the same refusal. */
export class TokenRefused extends Error {
  readonly code = 'TOKEN_REFUSED';
  /** The OAuth2 error code, where there is one. */
  readonly oauthError: string | undefined;

  constructor(oauthError: string | undefined) {
    super('customs gives no token for these credentials');
    this.name = 'TokenRefused';
    this.oauthError = oauthError;
  }
}

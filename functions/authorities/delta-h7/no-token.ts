import { textAt } from '../../../schemas/delta-h7/fields.ts';

/** The token endpoint's answer holds no token that can be used: another try may meet a better one. */
export class NoToken extends Error {
  /** What is wrong with the answer, by the library that read it: `OAUTH_RESPONSE_IS_NOT_CONFORM` … */
  readonly code: string | undefined;

  /** @param reason what the library threw: of it the code alone is kept, for the rest may quote the answer */
  constructor(reason: unknown) {
    super('customs answers, but gives no token');
    this.name = 'NoToken';
    this.code = textAt(reason, '/code');
  }
}

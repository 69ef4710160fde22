import { formIn } from '../../support/form.ts';
import { IssuedTokens } from '../../support/issued-tokens.ts';
import { htmlPage, type SimulatedAnswer } from '../../support/simulated-answer.ts';
import type { Account } from '../account.ts';
import { judgeAssertion } from './assertion.ts';
import { AssertionFault } from './assertion-fault.ts';
import { Quota } from './quota.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface TokenEndpointOptions {
  accounts: readonly Account[];
  lifeSeconds: number;
  now: () => Date;
}

/** The token endpoint: it takes signed assertions, within the quota. */
export class TokenEndpoint {
  readonly quota: Quota;
  readonly #options: TokenEndpointOptions;
  readonly #tokens: IssuedTokens<Account>;
  #given = 0;

  constructor(options: TokenEndpointOptions) {
    this.#options = options;
    this.#tokens = new IssuedTokens(options.lifeSeconds, options.now);
    this.quota = new Quota(options.now);
  }

  /** The number of tokens that were given. */
  get given(): number {
    return this.#given;
  }

  async answer(contentType: string | undefined, body: string): Promise<SimulatedAnswer> {
    if (!this.quota.admit())
      return htmlPage(
        403,
        'Forbidden',
        "You don't have permission to access /authtoken/oauth2/v1/token on this server.",
      );
    const form = formIn(contentType, body);
    if (typeof form === 'string') return tokenRefusal('invalid_request', form);
    if (form.get('grant_type') !== JWT_BEARER)
      return tokenRefusal('unsupported_grant_type', `The grant type is not ${JWT_BEARER}`);
    try {
      const { accounts, now } = this.#options;
      const account = await judgeAssertion(form.get('assertion') ?? '', accounts, now());
      this.#given += 1;
      const { expires_in: seconds, ...token } = this.#tokens.issue(account);
      return json(200, { ...token, expires_in: seconds * 1000 });
    } catch (error) {
      if (!(error instanceof AssertionFault)) throw error;
      return tokenRefusal(error.error, error.message);
    }
  }

  /** The account of a token that lives. */
  holder(token: string | undefined): Account | undefined {
    return this.#tokens.holder(token);
  }
}

const json = (status: number, body: object): SimulatedAnswer => ({
  ...{ status, type: 'application/json;charset=UTF-8', body: JSON.stringify(body) },
});

/** A refusal in JSON; its status is not public (inferred: 400, as RFC 6749 §5.2 has it). */
export const tokenRefusal = (error: string, message: string) => json(400, { error, message });

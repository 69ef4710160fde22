import { formIn } from '../support/form.ts';
import { IssuedTokens } from '../support/issued-tokens.ts';
import { type Account, SCOPES } from './account.ts';
import type { Granted } from './maskinporten/maskinporten.ts';
import { refusal, type TokenAnswer, type TokenCall } from './token-answer.ts';

export interface ExchangeOptions {
  lifeSeconds: number;
  now: () => Date;
  /** The account and scopes of a token of Maskinporten that lives. */
  granted: (token: string) => Granted | undefined;
  /** True if the next exchange is refused as though its scope had not been granted. */
  refuse: () => boolean;
}

/** Tolletaten's exchange: a token of its own for one of Maskinporten. Its words are shorter than those of RFC 8693. */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #tokens: IssuedTokens<Account>;
  #exchanges = 0;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#tokens = new IssuedTokens(options.lifeSeconds, options.now);
  }

  /** The number of tokens that were given. */
  get exchanges(): number {
    return this.#exchanges;
  }

  answer({ contentType, body }: TokenCall): TokenAnswer {
    const form = formIn(contentType, body);
    if (typeof form === 'string') return refusal(400, 'invalid_request', form);
    if (form.get('grant_type') !== 'token-exchange')
      return refusal(400, 'unsupported_grant_type', 'grant_type is not token-exchange');
    if (form.get('subject_token_type') !== 'access_token')
      return refusal(400, 'invalid_request', 'subject_token_type is not access_token');
    const granted = this.#options.granted(form.get('subject_token') ?? '');
    if (!granted) return refusal(401, 'invalid_token', 'subject_token is not a token of Maskinporten that lives');
    const { account, scopes } = granted;
    const { granted: given = SCOPES } = account;
    const missing = this.#options.refuse() ? scopes[0] : scopes.find((scope) => !given.includes(scope));
    if (missing !== undefined) return refusal(400, 'invalid_scope', `Not authorized to request scope ${missing}`);
    this.#exchanges += 1;
    return { status: 200, body: { issued_token_type: 'access_token', ...this.#tokens.issue(account) } };
  }

  /** The account of a token of Tolletaten that lives. */
  holder(token: string | undefined): Account | undefined {
    return this.#tokens.holder(token);
  }
}

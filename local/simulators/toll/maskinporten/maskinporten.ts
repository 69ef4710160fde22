import { randomUUID } from 'node:crypto';
import { formIn } from '../../support/form.ts';
import { IssuedTokens } from '../../support/issued-tokens.ts';
import { type Account, type Client, clientOf, SCOPES } from '../account.ts';
import { refusal, type TokenAnswer, type TokenCall } from '../token-answer.ts';
import { judgeAssertion } from './assertion.ts';
import { GrantRefusal } from './grant-refusal.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** The codes that are answered 403: the permission is missing, and the grant is right. */
const FORBIDDEN = ['MP-250', 'MP-251'];

/** The owner of a token of Maskinporten, and what it was asked for. */
export interface Granted {
  account: Account;
  scopes: readonly string[];
}

export interface MaskinportenOptions {
  accounts: readonly Account[];
  lifeSeconds: number;
  now: () => Date;
  /** Maskinporten's own name, with the slash at its end. */
  issuer: () => string;
  /** The code with which the next grant is refused, whatever it is like. */
  refuseWith: () => string | undefined;
}

/** Maskinporten's token endpoint: it takes JWT grants, each once. */
export class Maskinporten {
  readonly #options: MaskinportenOptions;
  readonly #clients: readonly Client[];
  readonly #tokens: IssuedTokens<Granted>;
  /** The grants that were used, with the seconds until which they are good. */
  readonly #used = new Map<string, number>();
  #grants = 0;

  constructor(options: MaskinportenOptions) {
    this.#options = options;
    this.#clients = options.accounts.map((account) => clientOf({ scopes: SCOPES, ...account }));
    this.#tokens = new IssuedTokens(options.lifeSeconds, options.now);
  }

  /** The number of tokens that were given. */
  get grants(): number {
    return this.#grants;
  }

  async answer({ contentType, body }: TokenCall): Promise<TokenAnswer> {
    const form = formIn(contentType, body);
    if (typeof form === 'string') return refused('invalid_request', 'MP-011', form);
    if (form.get('grant_type') !== JWT_BEARER)
      return refused('unsupported_grant_type', 'MP-011', `grant_type is not ${JWT_BEARER}`);
    const assertion = form.get('assertion');
    if (!assertion) return refused('invalid_request', 'MP-011', 'assertion is missing');
    try {
      return { status: 200, body: await this.#grant(assertion) };
    } catch (error) {
      if (!(error instanceof GrantRefusal)) throw error;
      return refused('invalid_grant', error.mpCode, error.message);
    }
  }

  /** The account and scopes of a token of Maskinporten that lives. */
  holder(token: string | undefined): Granted | undefined {
    return this.#tokens.holder(token);
  }

  async #grant(assertion: string): Promise<Record<string, unknown>> {
    const { now, issuer, refuseWith } = this.#options;
    const wanted = refuseWith();
    if (wanted !== undefined) throw new GrantRefusal(wanted, 'Simulated');
    const grant = await judgeAssertion(assertion, { clients: this.#clients, issuer: issuer(), now: now() });
    const { account } = grant.client;
    this.#use(`${account.clientId} ${grant.id ?? assertion}`, grant.until);
    this.#grants += 1;
    const { scopes } = grant;
    return { ...this.#tokens.issue({ account, scopes }), scope: scopes.join(' ') };
  }

  #use(grant: string, until: number): void {
    const seconds = this.#options.now().getTime() / 1000;
    for (const [one, ended] of this.#used) {
      if (ended <= seconds) this.#used.delete(one);
    }
    if (this.#used.has(grant)) throw new GrantRefusal('MP-012', 'The grant was used before');
    this.#used.set(grant, until);
  }
}

function refused(error: string, mpCode: string | undefined, description: string): TokenAnswer {
  const status = mpCode !== undefined && FORBIDDEN.includes(mpCode) ? 403 : 400;
  return refusal(status, error, `${mpCode ? `${mpCode}: ` : ''}${description} (trace_id: ${randomUUID()})`);
}

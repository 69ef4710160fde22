import { formIn } from '../../support/form.ts';
import { bearerIn, IssuedTokens } from '../../support/issued-tokens.ts';

/** The credentials of an operator from its convention: the client and the technical account. */
export interface Account {
  clientId: string;
  clientSecret: string;
  username: string;
  password: string;
}

export interface TokenCall {
  contentType: string | undefined;
  authorization: string | undefined;
  body: string;
}

export interface TokenAnswer {
  status: 200 | 400 | 401;
  body: Record<string, unknown>;
}

/**
 * `/oauth2/token`: "Resource Owner Password Credentials Grant" (§2.3.7.1, RFC 6749 §4.3). The
 * client's credentials may come in the body or as HTTP Basic, as DGDDI does not say which.
 */
export class TokenEndpoint {
  readonly #accounts: readonly Account[];
  readonly #tokens: IssuedTokens<Account>;

  constructor(accounts: readonly Account[], lifeSeconds: number, now: () => Date) {
    this.#accounts = accounts;
    this.#tokens = new IssuedTokens(lifeSeconds, now);
  }

  answer(call: TokenCall): TokenAnswer {
    const form = formIn(call.contentType, call.body);
    if (typeof form === 'string') return refusal(400, 'invalid_request', form);
    const client = clientOf(form, call.authorization);
    if (client === 'twice') return refusal(400, 'invalid_request', 'The client authenticates in two ways');
    const ofClient = this.#accounts.filter(
      ({ clientId, clientSecret }) => clientId === client?.id && clientSecret === client.secret,
    );
    if (!client || ofClient.length === 0) return refusal(401, 'invalid_client', 'The client is not known');
    const grant = form.get('grant_type');
    if (!grant) return refusal(400, 'invalid_request', 'grant_type is missing');
    if (grant !== 'password') return refusal(400, 'unsupported_grant_type', 'grant_type is not password');
    const [username, password] = [form.get('username'), form.get('password')];
    if (!username || !password) return refusal(400, 'invalid_request', 'username or password is missing');
    const account = ofClient.find((one) => one.username === username && one.password === password);
    if (!account) return refusal(400, 'invalid_grant', 'username and password do not match');
    return { status: 200, body: this.#tokens.issue(account) };
  }

  /** The account whose token is in an Authorization header; `undefined` where it is missing, unknown or expired. */
  holder(authorization: string | undefined): Account | undefined {
    return this.#tokens.holder(bearerIn(authorization));
  }
}

/** The client's credentials; `twice` where it gives them in both places (RFC 6749 §2.3). */
function clientOf(
  form: URLSearchParams,
  authorization: string | undefined,
): { id: string; secret: string } | 'twice' | undefined {
  const secret = form.get('client_secret');
  if (authorization === undefined) return { id: form.get('client_id') ?? '', secret: secret ?? '' };
  if (secret !== null) return 'twice';
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
  const [id, ...rest] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  try {
    return { id: formDecoded(id ?? ''), secret: formDecoded(rest.join(':')) };
  } catch {
    return undefined;
  }
}

/** In HTTP Basic, both are form-encoded first (RFC 6749 §2.3.1). */
function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function refusal(status: 400 | 401, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}

import type { APIGatewayAuthorizerResult } from 'aws-lambda';
import { type ApiDefinition, type ApiResource, rootResource } from '../../local/api/definition.ts';
import { ACCOUNT } from '../../local/resources/resource.ts';

const TIMEOUT_MS = 29_000;
/** The time for which API Gateway keeps an authorizer's answer to a token, by default. */
const KEPT_MS = 300_000;

type Invoke = (event: unknown) => Promise<unknown>;

/** Asks the authorizer before the function, once for each token in five minutes. */
export class Authorization {
  readonly #authorize: Invoke;
  readonly #methodArn: string;
  readonly #kept = new Map<string, { allowed: Promise<boolean>; until: number }>();

  constructor(authorize: Invoke, region: string) {
    this.#authorize = authorize;
    this.#methodArn = `arn:aws:execute-api:${region}:${ACCOUNT}:textbook/prod/POST/declarations`;
  }

  /** Forgets the answer, as after five minutes. */
  forget(): void {
    this.#kept.clear();
  }

  /**
   * A function that is called only for callers whom the authorizer lets through; others get 403, or 401 without a
   * token.
   */
  guard(invoke: Invoke): Invoke {
    return async (event) => {
      const token = (event as { headers?: Record<string, string> }).headers?.['Authorization'];
      if (!token) return refusal(401, 'Unauthorized');
      return (await this.#allows(token)) ? invoke(event) : refusal(403, 'User is not authorized');
    };
  }

  #allows(authorizationToken: string): Promise<boolean> {
    const kept = this.#kept.get(authorizationToken);
    if (kept && Date.now() < kept.until) return kept.allowed;
    const event = { type: 'TOKEN', authorizationToken, methodArn: this.#methodArn };
    const allowed = this.#authorize(event).then(
      (answer) => (answer as APIGatewayAuthorizerResult).policyDocument.Statement[0]?.Effect === 'Allow',
    );
    allowed.catch(() => this.#kept.delete(authorizationToken));
    this.#kept.set(authorizationToken, { allowed, until: Date.now() + KEPT_MS });
    return allowed;
  }
}

function refusal(statusCode: number, message: string): object {
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ message }) };
}

/** The REST API of customs' answers and states on a declaration. */
export function apiOf(region: string, invoke: Invoke): ApiDefinition {
  const root = rootResource('textbook-root');
  const below = (parent: ApiResource, part: string): ApiResource => {
    const path = `${parent.path === '/' ? '' : parent.path}/${part}`;
    const made: ApiResource = { id: path, part, path, children: [], methods: new Map() };
    parent.children.push(made);
    return made;
  };
  const declaration = below(below(root, 'declarations'), '{customsDeclarationReference}');
  for (const part of ['reponses', 'etats']) {
    below(declaration, part).methods.set('POST', { timeoutMs: TIMEOUT_MS, invoke });
  }
  return {
    ...{ id: 'textbook', name: 'textbook', stage: 'prod', region, binaryMediaTypes: [], root },
    gatewayResponses: new Map(),
  };
}

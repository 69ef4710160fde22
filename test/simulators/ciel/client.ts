import { generateKeyPairSync } from 'node:crypto';
import { CompactSign } from 'jose';
import { type Simulator, type SimulatorOptions, startCiel } from '../../../local/simulators/ciel/index.ts';
import type { AssertionChanges } from '../support/assertion-changes.ts';

export const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const account = {
  issuer: '7d8e0a54-3b52-4c0f-9f0a-5f4d1f0b6a11',
  privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
export const SCOPE = 'https://douane.finances.gouv.fr/ciel/interprofession/v1';
export const AUDIENCE = 'https://douane.finances.gouv.fr/oauth2/v1/auth';
const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface Answer {
  status: number;
  type: string;
  body: string;
  headers: Headers;
}

/** Everything that a test needs to play an interprofession. */
export interface Client {
  simulator: Simulator;
  /** The simulator's clock, which a test may set. */
  clock: { now: number };
  assertion(changes?: AssertionChanges): Promise<string>;
  /** Asks for a token with an assertion, or with a whole form. */
  grant(form: string | Record<string, string>): Promise<Answer>;
  token(): Promise<string>;
  declare(xml: string | Uint8Array, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Answer>;
  control(body: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function startClient(options: Partial<SimulatorOptions> = {}): Promise<Client> {
  const clock = { now: Date.parse('2026-11-30T09:00:00Z') };
  const simulator = await startCiel({ port: 0, accounts: [account], now: () => new Date(clock.now), ...options });
  let cached: Promise<string> | undefined;
  const client: Client = {
    simulator,
    clock,
    assertion({ header = {}, claims = {}, without = [], key = pair.privateKey } = {}) {
      const whole = { iss: account.issuer, scope: SCOPE, aud: AUDIENCE, iat: clock.now, ...claims };
      const given = Object.fromEntries(Object.entries(whole).filter(([name]) => !without.includes(name)));
      return new CompactSign(Buffer.from(JSON.stringify(given)))
        .setProtectedHeader({ alg: 'RS256', ...header })
        .sign(key);
    },
    grant: (form) => {
      const body = new URLSearchParams(typeof form === 'string' ? { grant_type: JWT_BEARER, assertion: form } : form);
      return fetch(simulator.tokenUrl, { method: 'POST', body }).then(answerOf);
    },
    async token() {
      const { body } = await client.grant(await client.assertion());
      return JSON.parse(body).access_token;
    },
    async declare(body, headers = {}) {
      cached ??= client.token();
      const authorization = `Bearer ${await cached}`;
      const given = { authorization, 'content-type': 'application/xml;charset=UTF-8', ...headers };
      return fetch(simulator.declarationsUrl, { method: 'POST', headers: given, body }).then(answerOf);
    },
    get: (path) => fetch(`${simulator.url}${path}`).then(answerOf),
    control: (body) => fetch(`${simulator.url}/__control`, { method: 'POST', body }).then(answerOf),
    close: () => simulator.close(),
  };
  return client;
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, type: headers.get('content-type') ?? '', body: await response.text(), headers };
}

/** The codes of the functional errors in an answer. */
export const codesIn = ({ body }: Pick<Answer, 'body'>): string[] =>
  [...body.matchAll(/code-erreur="(\d{3})"/g)].map(([, code]) => code as string);

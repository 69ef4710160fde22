import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Simulator, type SimulatorOptions, startTolletaten } from '../../../local/simulators/toll/index.ts';
import type { AssertionChanges } from '../support/assertion-changes.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers are taken apart freely in tests, as they come
export type Body = any;

export const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
export const account = { clientId: 'client-1', keyId: 'key-1', privateKey: pemOf(pair.privateKey) };
export const SCOPE = 'toll:movement/entry';
export const PRESENTATION = '/api/movement/presentation/v1';
export const ROUTING = '/api/movement/routing/v1/house-consignment';

export interface Answer {
  status: number;
  body: Body;
  headers: Headers;
}

/** Everything that a test needs to play an organisation. */
export interface Client {
  simulator: Simulator;
  /** The simulator's clock, which a test may set. */
  clock: { now: number };
  assertion(changes?: AssertionChanges): Promise<string>;
  /** Asks Maskinporten for a token with an assertion, or with a whole form. */
  grant(form: string | Record<string, string>): Promise<Answer>;
  exchange(form: Record<string, string>): Promise<Answer>;
  /** A token of Tolletaten. */
  token(): Promise<string>;
  present(message: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  /** Reads the feed to the empty list, page by page. */
  read(marker?: string): Promise<Body[][]>;
  control(body: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function startClient(options: Partial<SimulatorOptions> = {}): Promise<Client> {
  const clock = { now: Date.parse('2026-11-22T09:00:00Z') };
  const now = () => new Date(clock.now);
  const simulator = await startTolletaten({ port: 0, pace: 0, accounts: [account], now, ...options });
  let cached: Promise<string> | undefined;

  const post = (url: string, form: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(form) }).then(answerOf);
  const client: Client = {
    simulator,
    clock,
    async assertion({ header = {}, claims = {}, without = [], key = pair.privateKey } = {}) {
      const iat = Math.floor(clock.now / 1000);
      const whole = { iss: account.clientId, aud: simulator.audience, scope: SCOPE, iat, exp: iat + 120 };
      const given = Object.entries({ ...whole, jti: randomUUID(), ...claims });
      return new SignJWT(Object.fromEntries(given.filter(([name]) => !without.includes(name))))
        .setProtectedHeader({ alg: 'RS256', kid: account.keyId, ...header })
        .sign(key);
    },
    grant: (form) =>
      post(
        simulator.tokenUrl,
        typeof form === 'string'
          ? { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: form }
          : form,
      ),
    exchange: (form) => post(simulator.exchangeUrl, form),
    async token() {
      const granted = await client.grant(await client.assertion());
      const exchanged = await client.exchange(exchangeOf(granted.body.access_token));
      return exchanged.body.access_token;
    },
    async present(message, body, headers = {}) {
      const authorization = await authorised();
      return answerOf(
        await fetch(`${simulator.url}${PRESENTATION}/${message}`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      );
    },
    async get(path, headers) {
      const authorization = headers ?? { authorization: await authorised() };
      return answerOf(await fetch(`${simulator.url}${path}`, { headers: authorization }));
    },
    async read(marker) {
      const pages: Body[][] = [];
      for (let last = marker; ; ) {
        const { body } = await client.get(`${ROUTING}${last ? `?marker=${last}` : ''}`);
        pages.push(body);
        last = body.at(-1)?.routingResult.id;
        if (last === undefined) return pages;
      }
    },
    control: (body) => fetch(`${simulator.url}/__control`, { method: 'POST', body }).then(answerOf),
    close: () => simulator.close(),
  };
  const authorised = async () => {
    cached ??= client.token();
    return `Bearer ${await cached}`;
  };
  return client;
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
}

/** The form of an exchange, in Tolletaten's own words. */
export const exchangeOf = (subject_token: string) => ({
  ...{ grant_type: 'token-exchange', subject_token_type: 'access_token', subject_token },
});

/** A presentation of each kind that is taken, under a request id of its own. */
export const presentations = {
  'house-consignment': { transportDocumentHouseLevel: { documentNumber: 'HC002', type: 'N740' } },
  receptacle: { receptacleIdentificationNumber: 'GBASFZMLBKONAUN30001001019999' },
  'entry-summary-declaration': { mrn: '23NO00000000000003' },
  'master-consignment': {
    consignmentMasterLevel: { transportDocumentMasterLevel: { documentNumber: 'MC005', type: 'N704' } },
  },
  container: { containerIdentificationNumber: 'JARU0000026' },
} as const;
export type Presented = keyof typeof presentations;

export const presentation = (message: Presented, changes: object = {}) => ({
  ...{ requestId: randomUUID(), customsOfficeOfPresentation: 'NO351001' },
  ...presentations[message],
  ...changes,
});

/** The consignments and routings of signals, as `N740:HC002 TO_CONTROL`. */
export const routingsIn = (signals: readonly Body[]): string[] =>
  signals.map(({ transportDocumentHouseLevel: document, routingResult: { routing } }) =>
    document ? `${document.type}:${document.referenceNumber} ${routing}` : routing,
  );

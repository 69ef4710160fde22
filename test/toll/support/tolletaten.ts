import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { tollLane } from '../../../schemas/toll/lane.ts';

/** The key of the tests' client, which Maskinporten knows as `key-1`. */
export const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const lane = (more: object = {}) =>
  tollLane.parse({
    baseUrl: 'http://127.0.0.1:9/',
    tokenUrl: 'http://127.0.0.1:9/maskinporten/token',
    audience: 'http://127.0.0.1:9/',
    exchangeUrl: 'http://127.0.0.1:9/exchange',
    scope: 'toll:movement/entry',
    credentialsSecret: 'declarant/test/toll/credentials',
    share: { perSecond: 100, perHour: 100_000 },
    ...more,
  });

export const secret = (more: object = {}) =>
  JSON.stringify({ clientId: 'client-1', keyId: 'key-1', privateKey: privateKeyPem, ...more });

interface Call {
  method: string;
  /** The path with its query. */
  path: string;
  headers: Headers;
  body: string;
  at: number;
}

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** Plays Maskinporten, the exchange and Tolletaten behind `fetch`; strict about grants, and about tokens: whose they are, and until when. */
export class Tolletaten {
  readonly calls: Call[] = [];
  /** The claims and headers of the grants that came. */
  readonly grants: { claims: Record<string, unknown>; header: Record<string, unknown> }[] = [];
  /** The next answers of an endpoint, by the beginning of its path, in place of the usual ones. */
  readonly answers: [path: string, answer: Answer | Error][] = [];
  /** The requests that were presented. */
  readonly presented = new Set<string>();
  readonly statuses = new Map<string, unknown>();
  /** The signals, oldest first. */
  readonly signals: unknown[] = [];
  pageSize = 1000;
  grantSeconds = 599;
  exchangeSeconds = 970;
  /** The milliseconds by which its clock is ahead. */
  aheadMs = 0;
  /** The ends of the tokens, which it gave out. */
  readonly #tokens = new Map<string, number>();
  readonly #ids = new Set<unknown>();
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** The calls of an endpoint, by the beginning of its path. */
  to(path: string): Call[] {
    return this.calls.filter((call) => call.path.startsWith(path));
  }

  readonly fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { pathname, search } = new URL(String(input));
    const path = `${pathname}${search}`;
    const headers = new Headers(init.headers);
    const call = { method: init.method ?? 'GET', path, headers, body: String(init.body ?? ''), at: this.now() };
    this.calls.push(call);
    const index = this.answers.findIndex(([beginning]) => path.startsWith(beginning));
    const [, planned] = index < 0 ? [] : (this.answers.splice(index, 1)[0] ?? []);
    if (planned instanceof Error) {
      if (planned.message === 'lost') await this.#answer(call);
      throw planned;
    }
    const { status, body, headers: more } = planned ?? (await this.#answer(call));
    const date = new Date(this.now() + this.aheadMs).toUTCString();
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(text || null, { status, headers: { Date: date, ...more } });
  };

  async #answer({ path, method, headers, body }: Call): Promise<Answer> {
    const form = new URLSearchParams(body);
    if (path === '/maskinporten/token') return this.#grant(String(form.get('assertion')));
    if (path === '/exchange') {
      const { grant_type, subject_token_type, subject_token } = Object.fromEntries(form);
      const isRight = grant_type === 'token-exchange' && subject_token_type === 'access_token';
      if (!isRight || !this.#isGood('maskinporten', subject_token))
        return { status: 400, body: { error: 'invalid_request' } };
      return this.#token('tolletaten', this.exchangeSeconds);
    }
    const [, bearer] = /^Bearer (.+)$/.exec(headers.get('Authorization') ?? '') ?? [];
    if (!this.#isGood('tolletaten', bearer)) return { status: 401 };
    if (path.startsWith('/api/movement/routing/v1/house-consignment')) {
      const marker = new URL(`http://x${path}`).searchParams.get('marker');
      const from = marker === null ? 0 : this.signals.findIndex((one) => idOf(one) === marker) + 1;
      return { status: 200, body: this.signals.slice(from, from + this.pageSize) };
    }
    if (method === 'GET') {
      const requestId = new URL(`http://x${path}`).searchParams.get('requestId') ?? '';
      const status = this.statuses.get(requestId);
      return status === undefined ? { status: 404 } : { status: 200, body: status };
    }
    const { requestId } = JSON.parse(body) as { requestId: string };
    if (this.presented.has(requestId))
      return { status: 400, body: { validationErrors: [{ field: 'requestId', error: 'has been used before' }] } };
    this.presented.add(requestId);
    return { status: 202 };
  }

  async #grant(assertion: string): Promise<Answer> {
    const [claims, header] = [decodeJwt(assertion), decodeProtectedHeader(assertion)];
    this.grants.push({ claims, header: { ...header } });
    const refused = (code: string, more = '') => ({
      status: 400,
      body: { error: 'invalid_grant', error_description: `Invalid assertion. ${more}(${code})` },
    });
    const currentDate = new Date(this.now() + this.aheadMs);
    try {
      await jwtVerify(assertion, publicKey, { algorithms: ['RS256'], audience: 'http://127.0.0.1:9/', currentDate });
    } catch (error) {
      return refused((error as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 'MP-130' : 'MP-124');
    }
    const { iat = 0, exp = 0, jti } = claims;
    if (iat * 1000 > currentDate.getTime() + 10_000)
      return { status: 400, body: { error: 'invalid_grant', error_description: 'Issue time is after now' } };
    if (exp - iat > 120) return refused('MP-130');
    if (this.#ids.has(jti)) return refused('MP-012');
    this.#ids.add(jti);
    return this.#token('maskinporten', this.grantSeconds);
  }

  #token(whose: 'maskinporten' | 'tolletaten', expires_in: number): Answer {
    const access_token = `${whose}-${this.#tokens.size + 1}`;
    this.#tokens.set(access_token, this.now() + expires_in * 1000);
    return { status: 200, body: { access_token, token_type: 'Bearer', expires_in } };
  }

  #isGood(whose: 'maskinporten' | 'tolletaten', token = ''): boolean {
    return token.startsWith(whose) && this.now() < (this.#tokens.get(token) ?? 0);
  }
}

const idOf = (signal: unknown) => (signal as { routingResult: { id: string } }).routingResult.id;

/** A signal about a consignment, by its number. */
export function signal(n: number, routing: string, document: object | null, more: object = {}) {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return {
    entrySummaryDeclarationMRN: '23NO00000000000003',
    transportDocumentHouseLevel: document,
    routingResult: { id, routing, documentIssueDate: '2026-11-22T09:00:00Z', ...more },
  };
}

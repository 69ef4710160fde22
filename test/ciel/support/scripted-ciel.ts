import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cielLane } from '../../../schemas/ciel/lane.ts';

const NAMESPACE = 'http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0';

/** The key of the tests' interprofession. */
export const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const secret = (more: object = {}) =>
  JSON.stringify({
    issuer: '7d8e0a54-3b52-4c0f-9f0a-5f4d1f0b6a11',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ...more,
  });

/** Answers of CIEL, in the form of the published samples. */
export const answer = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><reponse-ciel xmlns="${NAMESPACE}">${content}</reponse-ciel>`;
export const TAKEN_AT = '2026-11-05T10:00:03.793+01:00';
export const accepted = (id = 5000184) =>
  answer(`<identifiant-declaration>${id}</identifiant-declaration><horodatage-depot>${TAKEN_AT}</horodatage-depot>`);
const functional = (code: string, text: string) =>
  `<erreur-fonctionnelle code-erreur="${code}"><message-erreur>${text}</message-erreur></erreur-fonctionnelle>`;
export const refused = (...errors: [code: string, text: string][]) =>
  answer(`<erreurs-fonctionnelles>${errors.map((one) => functional(...one)).join('')}</erreurs-fonctionnelles>`);
export const REFERENCE = '0648e398-9961-4b30-977b-f33a612d0cad';
export const technical = (text: string) =>
  answer(
    `<erreur-technique reference-erreur="${REFERENCE}"><message-erreur>${text}</message-erreur></erreur-technique>`,
  );

export interface ScriptedAnswer {
  status?: number;
  type?: string;
  body?: string;
  headers?: Record<string, string>;
  /** The connection breaks after so many characters of the body, or before any answer where there is none. */
  cut?: number;
  /** Nothing is answered. */
  isSilent?: true;
}

export interface CielCall {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** An HTTP server on this machine that answers as a test says, by the beginning of a path. */
export class ScriptedCiel {
  readonly calls: CielCall[] = [];
  /** The next answers, in place of the usual ones. */
  readonly answers: [path: string, answer: ScriptedAnswer][] = [];
  /** The answers by their paths, with the query where there is one: a text, or an answer by the call. */
  readonly pages = new Map<string, string | (() => ScriptedAnswer)>();
  tokens = 0;
  expiresIn: unknown = 3_600_000;
  url = '';
  readonly #server = createServer((request, response) => void this.#respond(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Forgets what was, for the next test. */
  clear(): void {
    this.calls.length = 0;
    this.answers.length = 0;
    this.pages.clear();
    this.tokens = 0;
    this.expiresIn = 3_600_000;
  }

  lane(more: object = {}) {
    return cielLane.parse({
      declarationsUrl: `${this.url}/declarations`,
      tokenUrl: `${this.url}/token`,
      credentialsSecret: 'declarant/test/ciel/credentials',
      returns: { listingUrl: `${this.url}/returns`, everyMinutes: 60, platform: 'cave' },
      timeoutSeconds: 1,
      ...more,
    });
  }

  /** The calls to a path, by its beginning. */
  to(path: string): CielCall[] {
    return this.calls.filter((call) => call.path.startsWith(path));
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', url: path = '', headers } = request;
    this.calls.push({ method, path, headers, body: Buffer.concat(parts).toString('utf8') });
    const index = this.answers.findIndex(([beginning]) => path.startsWith(beginning));
    const planned = index < 0 ? undefined : this.answers.splice(index, 1)[0]?.[1];
    const {
      status = 200,
      type = 'application/xml',
      body = '',
      headers: more,
      cut,
      isSilent,
    } = planned ?? this.#usual(path);
    if (isSilent) return;
    const length = Buffer.byteLength(body);
    response.writeHead(status, {
      'content-type': type,
      ...(cut === undefined && { 'content-length': length }),
      ...more,
    });
    if (cut === undefined) response.end(body);
    else response.write(body.slice(0, cut), () => setTimeout(() => response.destroy(), 20));
  }

  #usual(path: string): ScriptedAnswer {
    if (path.startsWith('/token')) {
      this.tokens += 1;
      const body = { access_token: `bearer-000${this.tokens}`, token_type: 'Bearer', expires_in: this.expiresIn };
      return { type: 'application/json', body: JSON.stringify(body) };
    }
    if (path.startsWith('/declarations')) return { body: accepted() };
    const page = this.pages.get(path) ?? this.pages.get(path.split('?')[0] as string);
    if (page === undefined) return { status: 404, body: 'Not Found' };
    return typeof page === 'string' ? { body: page } : page();
  }
}

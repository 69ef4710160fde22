import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator, SimulatorOptions } from '../../../local/simulators/delta-h7/index.ts';
import { startDeltaH7 } from '../../../local/simulators/delta-h7/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: messages are taken apart freely in tests, as they come
export type Message = any;

export const account = { clientId: 'declarant', clientSecret: 'c/l&i+e nt', username: 'edi-account', password: 'p%ss' };
export const CALLBACK_TOKEN = 'operator-token';

export interface Call {
  path: string;
  authorization: string | undefined;
  contentType: string | undefined;
  body: Message;
}

/** Everything that a test needs to play an operator: a place for callbacks, a simulator, and a token. */
export interface Operator {
  simulator: Simulator;
  calls: Call[];
  /** The operator's answers to callbacks, one after the other; 200 when there is none left. */
  answers: (number | 'hang' | 'cut' | { status: number; location: string })[];
  lodge(message: unknown, options?: LodgeOptions): Promise<Answer>;
  /** Lodges a message that is taken with 200, waits for all its callbacks, and returns the calls. */
  told(message: unknown, options?: LodgeOptions): Promise<Call[]>;
  /** The number of connections that customs has with the operator. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

export interface LodgeOptions {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  /** Sent as it is, instead of the message. */
  raw?: string | Uint8Array;
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  body: Message;
  headers: Headers;
}

export async function startOperator(options: Partial<SimulatorOptions> = {}): Promise<Operator> {
  const calls: Call[] = [];
  const answers: Operator['answers'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { authorization, 'content-type': contentType } = request.headers;
      calls.push({
        path: request.url ?? '',
        authorization,
        contentType,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      });
      const answer = answers.shift() ?? 200;
      if (answer === 'hang') return;
      if (answer === 'cut') return void request.socket.destroy();
      if (typeof answer === 'number') return void response.writeHead(answer).end('{}');
      response.writeHead(answer.status, { location: answer.location }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const simulator = await startDeltaH7({
    port: 0,
    callbackUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    callbackToken: CALLBACK_TOKEN,
    accounts: [account],
    pace: 0,
    ...options,
  });
  let token: Promise<string> | undefined;
  const operator: Operator = {
    simulator,
    calls,
    answers,
    async lodge(message, { path = '/declarations/creer', method = 'POST', headers = {}, raw, signal } = {}) {
      token ??= requestToken(simulator).then(({ body }) => body.access_token);
      const response = await fetch(`${simulator.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json', ...headers },
        ...(method === 'POST' && { body: raw ?? JSON.stringify(message) }),
        ...(signal && { signal }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
    },
    async told(message, options) {
      const before = calls.length;
      const { status } = await operator.lodge(message, options);
      if (status !== 200) throw new Error(`Answered ${status}`);
      await simulator.idle();
      return calls.slice(before);
    },
    connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    async close() {
      await simulator.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
  return operator;
}

/** Asks for a token with the credentials in the body, unless the fields or headers say otherwise. */
export async function requestToken(
  simulator: Simulator,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  const form = {
    grant_type: 'password',
    client_id: account.clientId,
    client_secret: account.clientSecret,
    username: account.username,
    password: account.password,
    ...fields,
  };
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
  const response = await fetch(simulator.tokenUrl, { method: 'POST', headers, body: new URLSearchParams(given) });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

let count = 0;

/** A Creation_H7 that customs accepts and releases, with the given values replaced. */
export function creation(
  changes: { lrn?: string; messageId?: string; declaration?: object; items?: object[]; type?: 'A' | 'D' } = {},
): Message {
  count += 1;
  const type = changes.type ?? 'A';
  return {
    header: {
      messageDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
      messageId: changes.messageId ?? `${randomUUID()}1795338000`,
      lrn: changes.lrn ?? `LRN${String(count).padStart(8, '0')}`,
    },
    declaration: {
      genericInformation: {
        declarationType: 'IM',
        additionalDeclarationType: type,
        ...(type === 'D' && { provisionalValidationDateTime: '2026-11-25T08:00:00+01:00[Europe/Paris]' }),
      },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarationOffice: { declarationOfficeReference: 'FR002300' },
      presentationOffice: { presentationOfficeReference: 'FR002300' },
      importer: {
        importerName: 'Camille Martin',
        importerAddress: {
          importerStreet: '3 rue des Lilas',
          importerCountry: 'FR',
          importerPostcode: '75012',
          importerCity: 'Paris',
        },
      },
      declarant: { declarantId: 'FR123456782' },
      removalCredit: { removalCreditNumber: 'CE2600417' },
      additionalFiscalReferences: [
        { additionalFiscalReferenceRole: 'FR5', additionalFiscalReferenceId: 'IM2500000001' },
      ],
      items: (changes.items ?? [{}]).map((item, index) => anItem({ itemNumber: index + 1, ...item })),
      ...changes.declaration,
    },
  };
}

function anItem(changes: object): object {
  return {
    itemNumber: 1,
    goodsDescription: 'Cotton T-shirt',
    commodityCode: '610910',
    intrinsicValue: { intrinsicValueAmount: 40, intrinsicValueCurrency: 'EUR' },
    additionalProcedure: [{ additionalProcedureCode: 'F48' }],
    ...identified('C127', 'C128', 'C129'),
    ...changes,
  };
}

export const eur = (intrinsicValueAmount: number) => ({
  intrinsicValue: { intrinsicValueAmount, intrinsicValueCurrency: 'EUR' },
});
export const procedure = (...codes: string[]) => ({
  additionalProcedure: codes.map((additionalProcedureCode) => ({ additionalProcedureCode })),
});

/** The product identifiers of an item: documents of these types, and additional references of those that begin with Y. */
export const identified = (...types: string[]) => ({
  supportingDocuments: types
    .filter((type) => !type.startsWith('Y'))
    .map((supportingDocumentType) => ({ supportingDocumentReference: '3001234567892', supportingDocumentType })),
  additionalReferences: types
    .filter((type) => type.startsWith('Y'))
    .map((additionalReferenceType) => ({ additionalReferenceNumber: 'NONE', additionalReferenceType })),
});

/** The states that customs called back with, in order. */
export function statesTold(calls: readonly Call[]): string[] {
  return calls.flatMap(({ body }) => body.declarationState?.state ?? []);
}

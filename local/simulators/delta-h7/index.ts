import type { Timer } from '../support/agenda.ts';
import { Agenda, realTimer } from '../support/agenda.ts';
import { Journal } from '../support/journal.ts';
import { guessedTaxCodes, type TaxCodes } from './checks/tax-codes.ts';
import { Customs } from './customs.ts';
import type { SentCallback } from './http/callbacks.ts';
import { CallbackSender } from './http/callbacks.ts';
import { routerBelow } from './http/routes.ts';
import type { ReceivedCall } from './http/server.ts';
import { serveCustoms, TOKEN_PATH } from './http/server.ts';
import { ANTICIPATION_MILLIS } from './life/life.ts';
import { officialNames, ourNames } from './messages/official-names.ts';
import type { Misbehaviour } from './misbehaviour/misbehaviour.ts';
import { Faults, readMisbehaviour } from './misbehaviour/misbehaviour.ts';
import { Register } from './register/register.ts';
import { RequestBook } from './register/request-book.ts';
import type { Account } from './token/token-endpoint.ts';
import { TokenEndpoint } from './token/token-endpoint.ts';

export type { Timer } from '../support/agenda.ts';
export type { SentCallback } from './http/callbacks.ts';
export type { ReceivedCall } from './http/server.ts';
export type { Misbehaviour } from './misbehaviour/misbehaviour.ts';
export { triggers } from './misbehaviour/triggers.ts';
export { isValidMrn, mrnCheckCharacter } from './register/mrn.ts';
export { states } from './register/states.ts';
export type { Account } from './token/token-endpoint.ts';

export interface SimulatorOptions {
  /** 0: any free port. */
  port: number;
  /** Under which the messages are taken; `/dh7` by default. */
  basePath?: string;
  /** The operator's URL, `http://127.0.0.1:9010`: callbacks go there, with the prefix. */
  callbackUrl: string | (() => string);
  /** The bearer token of the operator that customs stores (§2.3.7.2). */
  callbackToken: string | (() => string);
  /** Put before the path of each callback: `/dh7` by default, or nothing (`''`). */
  callbackPrefix?: string;
  accounts: readonly Account[];
  /** 3600 by default. */
  tokenLifeSeconds?: number;
  /** Multiplies how long customs takes: 1 (the default) for a lively demo, 0 for at once. */
  pace?: number;
  /** The tries of a callback in all; 5 by default. */
  callbackAttempts?: number;
  /** The timeout of a callback in milliseconds; 10,000 by default, whatever the pace. */
  callbackTimeoutMs?: number;
  /** Between two tries of a callback; by default 2,000 at pace 1, and at the pace. */
  replayDelayMs?: number;
  /** The most callbacks in flight; 50 by default. */
  callbackConnections?: number;
  /** The time after which an anticipated declaration is cancelled; 30 days by default, whatever the pace. */
  anticipationMs?: number;
  /** The state of a declaration of the fallback procedure, which the contract spells in two ways; `VLD` by default. */
  fallbackState?: 'VLD' | 'REPRISE';
  /** The codes in place of those of `tax-codes.ts`, most of which are guessed. */
  taxCodes?: Partial<TaxCodes>;
  /** The order of the two answers to a validation; random by default. */
  validationOrder?: 'state-first' | 'response-first';
  /** The rename map of `declarant dictionary`: the names that it is spoken to in, and speaks; ours by default. */
  dictionary?: unknown;
  /** The number of latest calls, and of latest callbacks, that are kept; all by default. */
  remember?: number;
  now?: () => Date;
  random?: () => number;
  /** Waits for the deadline of anticipated declarations; the real time by default. */
  timer?: Timer;
  log?: (line: string) => void;
}

export interface Simulator {
  /** The base URL, in place of `https://api.douane.gouv.fr/dh7`. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly port: number;
  /** Misbehaves from the next call on; throws on a misbehaviour that is not one. */
  misbehave(fault: Misbehaviour): void;
  /** Every call of a message that reached it, whatever it was answered. */
  readonly received: readonly ReceivedCall[];
  readonly tokenRequests: number;
  /** Every attempt of a callback. */
  readonly callbacks: readonly SentCallback[];
  /** Resolves when nothing is scheduled or under way, the 30 days of anticipated declarations aside. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a Delta-H7 of one's own, at 127.0.0.1. */
export async function startDeltaH7(options: SimulatorOptions): Promise<Simulator> {
  const { now = () => new Date(), random = Math.random, pace = 1, log = () => undefined } = options;
  const { basePath = '/dh7', remember = Number.POSITIVE_INFINITY, validationOrder } = options;
  const startedAt = now();
  const received = new Journal<ReceivedCall>(remember);
  const callbacks = new Journal<SentCallback>(remember);
  const agenda = new Agenda(options.timer ?? realTimer, log);
  const faults = new Faults();
  const names = options.dictionary === undefined ? ourNames : officialNames(options.dictionary);
  const sender = new CallbackSender(
    {
      url: asFunction(options.callbackUrl),
      token: asFunction(options.callbackToken),
      prefix: options.callbackPrefix ?? '/dh7',
      attempts: options.callbackAttempts ?? 5,
      timeoutMillis: options.callbackTimeoutMs ?? 10_000,
      replayDelayMillis: options.replayDelayMs ?? 2_000 * pace,
      connections: options.callbackConnections ?? 50,
      ...{ names, now },
    },
    agenda,
    callbacks,
    log,
  );
  const customs = new Customs({
    office: {
      register: new Register(startedAt),
      requests: new RequestBook(startedAt),
      anticipationMillis: options.anticipationMs ?? ANTICIPATION_MILLIS,
      taxCodes: { ...guessedTaxCodes, ...options.taxCodes },
      fallbackState: options.fallbackState ?? 'VLD',
      stateFirst: () => (validationOrder ? validationOrder === 'state-first' : random() < 0.5),
    },
    agenda,
    send: (outgoing, answers) => sender.send(outgoing, answers),
    now,
    random,
    pace,
  });
  let tokenRequests = 0;
  const server = await serveCustoms(options.port, {
    route: routerBelow(basePath),
    tokens: new TokenEndpoint(options.accounts, options.tokenLifeSeconds ?? 3600, now),
    onTokenRequest: () => {
      tokenRequests += 1;
    },
    ...{ faults, names },
    take: (messageName, message, account) => customs.take(messageName, message, account, () => faults.conduct()),
    journal: received,
    now,
    log,
  });
  const origin = `http://127.0.0.1:${server.port}`;
  return {
    url: `${origin}${basePath}`,
    tokenUrl: `${origin}${TOKEN_PATH}`,
    port: server.port,
    misbehave: (fault) => faults.add(readMisbehaviour(fault)),
    get received() {
      return received.entries;
    },
    get tokenRequests() {
      return tokenRequests;
    },
    get callbacks() {
      return callbacks.entries;
    },
    idle: () => agenda.idle(),
    async close() {
      agenda.close();
      sender.close();
      await server.close();
    },
  };
}

function asFunction(value: string | (() => string)): () => string {
  return typeof value === 'function' ? value : () => value;
}

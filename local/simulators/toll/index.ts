import { Agenda, realTimer } from '../support/agenda.ts';
import { bearerIn } from '../support/issued-tokens.ts';
import { Journal } from '../support/journal.ts';
import type { Account } from './account.ts';
import { Office } from './api/office.ts';
import { Exchange } from './exchange.ts';
import type { Signal } from './goods/signal.ts';
import { EXCHANGE_PATH, TOKEN_PATH } from './http/endpoints.ts';
import { type ReceivedCall, serveTolletaten } from './http/server.ts';
import { Maskinporten } from './maskinporten/maskinporten.ts';
import { Faults, type Misbehaviour, readMisbehaviour } from './misbehaviour.ts';

export type { Account } from './account.ts';
export type { Signal } from './goods/signal.ts';
export type { ReceivedCall } from './http/server.ts';
export type { Misbehaviour } from './misbehaviour.ts';

export interface SimulatorOptions {
  /** 0: any free port. */
  port: number;
  accounts: readonly Account[];
  /** The life of Maskinporten's tokens; 599 by default. */
  grantLifeSeconds?: number;
  /** The life of Tolletaten's tokens; 970 by default. */
  tokenLifeSeconds?: number;
  /** Multiplies how long Tolletaten takes: 1 (the default) for a lively demo, 0 for at once. */
  pace?: number;
  /** The number of latest calls that are kept; all by default. */
  remember?: number;
  now?: () => Date;
  random?: () => number;
  log?: (line: string) => void;
}

export interface Simulator {
  /** The base URL, in place of `https://api.toll.no`. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly exchangeUrl: string;
  /** Maskinporten's own name, which a grant is for. */
  readonly audience: string;
  readonly port: number;
  /** Misbehaves from the next call on; throws on a misbehaviour that is not one. */
  misbehave(fault: Misbehaviour): void;
  /** Every call that reached it, whatever it was answered. */
  readonly received: readonly ReceivedCall[];
  /** The calls of Maskinporten's token endpoint, whatever they were answered. */
  readonly tokenRequests: number;
  /** The tokens that Maskinporten gave. */
  readonly grants: number;
  /** The tokens that Tolletaten gave in exchange. */
  readonly exchanges: number;
  /** The signals of all accounts, those of one in the order of its feed. */
  readonly signals: readonly Signal[];
  /** Resolves when nothing is scheduled or under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a Maskinporten and a Tolletaten of one's own, at 127.0.0.1. */
export async function startTolletaten(options: SimulatorOptions): Promise<Simulator> {
  const { accounts, now = () => new Date(), random = Math.random, pace = 1, log = () => undefined } = options;
  const { remember = Number.POSITIVE_INFINITY } = options;
  const journal = new Journal<ReceivedCall>(remember);
  const agenda = new Agenda(realTimer, log);
  const faults = new Faults();
  const conduct = () => faults.conduct();
  const offices = new Map(
    accounts.map(({ clientId }) => [clientId, new Office({ agenda, now, random, pace, conduct })]),
  );
  let origin = '';
  let tokenRequests = 0;
  const maskinporten = new Maskinporten({
    ...{ accounts, now, lifeSeconds: options.grantLifeSeconds ?? 599 },
    issuer: () => `${origin}/`,
    refuseWith: () => faults.grantRefusal(),
  });
  const exchange = new Exchange({
    ...{ now, lifeSeconds: options.tokenLifeSeconds ?? 970 },
    granted: (token) => maskinporten.holder(token),
    refuse: () => faults.isScopeRefused(),
  });

  function command(value: unknown): void {
    const read = readMisbehaviour(value);
    if (read.kind === 'clear') faults.clear();
    else if (read.kind !== 'route') faults.add(read);
    else {
      const [type = '', ...number] = read.document.split(':');
      for (const office of offices.values()) office.route(type, number.join(':'), read.routing);
    }
  }

  const server = await serveTolletaten(options.port, {
    ...{ maskinporten, exchange, faults, command, journal, now, log },
    holder: (authorization) => holderOf(bearerIn(authorization)),
    onTokenRequest: () => {
      tokenRequests += 1;
    },
    office: ({ clientId }) => offices.get(clientId) as Office,
    shortPage: (left) => faults.shortPage(left),
  });
  origin = `http://127.0.0.1:${server.port}`;

  function holderOf(token: string | undefined): Account | string {
    const account = exchange.holder(token);
    if (account) return account;
    return maskinporten.holder(token)
      ? "This is Maskinporten's token, which has to be exchanged first"
      : 'The token is missing, unknown or expired';
  }

  return {
    url: origin,
    tokenUrl: `${origin}${TOKEN_PATH}`,
    exchangeUrl: `${origin}${EXCHANGE_PATH}`,
    audience: `${origin}/`,
    port: server.port,
    misbehave: command,
    get received() {
      return journal.entries;
    },
    get tokenRequests() {
      return tokenRequests;
    },
    get grants() {
      return maskinporten.grants;
    },
    get exchanges() {
      return exchange.exchanges;
    },
    get signals() {
      return [...offices.values()].flatMap(({ feed }) => feed.signals);
    },
    idle: () => agenda.idle(),
    async close() {
      agenda.close();
      await server.close();
    },
  };
}

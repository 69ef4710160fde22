import { Agenda, realTimer } from '../support/agenda.ts';
import { bearerIn } from '../support/issued-tokens.ts';
import { Journal } from '../support/journal.ts';
import { parisInstant } from '../support/paris-time.ts';
import type { SimulatedAnswer } from '../support/simulated-answer.ts';
import type { Account } from './account.ts';
import { Operators } from './checks/operators.ts';
import { takeDeclaration } from './declarations/declarations.ts';
import { Faults } from './faults.ts';
import { DECLARATIONS_PATH, type EndpointName, TOKEN_PATH } from './http/endpoints.ts';
import { type Call, type ReceivedCall, serveCiel } from './http/server.ts';
import { type Misbehaviour, readMisbehaviour } from './misbehaviour.ts';
import { type Kept, Register } from './register/register.ts';
import { type ReturnedFile, ReturnedFiles } from './returns/files.ts';
import { FOLDER, fileAnswer, listing } from './returns/listing.ts';
import { Prodouane } from './returns/prodouane.ts';
import { TokenEndpoint } from './token/token-endpoint.ts';

export type { Account } from './account.ts';
export type { ReceivedCall } from './http/server.ts';
export type { Misbehaviour } from './misbehaviour.ts';

export interface SimulatorOptions {
  /** 0: any free port. */
  port: number;
  accounts: readonly Account[];
  /** The life of tokens; an hour by default. */
  tokenLifeSeconds?: number;
  /** Operators validate each draft after this time; by command only where left out. */
  validateAfterMs?: number;
  /** The number of latest calls that are kept; all by default. */
  remember?: number;
  now?: () => Date;
  log?: (line: string) => void;
}

export interface Simulator {
  readonly url: string;
  readonly tokenUrl: string;
  readonly declarationsUrl: string;
  /** The folder above the SIRENs. */
  readonly listingUrl: string;
  readonly port: number;
  /** Misbehaves from the next call on; throws on a misbehaviour that is not one. */
  misbehave(fault: Misbehaviour): void;
  /** Every call that reached it, whatever it was answered. */
  readonly received: readonly ReceivedCall[];
  /** The tokens that were given. */
  readonly tokens: number;
  /** The declarations that CIEL has, in the order of their identifiers. */
  readonly declarations: readonly Kept[];
  /** The files that were published. */
  readonly files: readonly ReturnedFile[];
  /** Resolves when nothing is scheduled or under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a CIEL of one's own, at 127.0.0.1: its tokens, its declarations, and the files that come back. */
export async function startCiel(options: SimulatorOptions): Promise<Simulator> {
  const { accounts, now = () => new Date(), log = () => undefined, validateAfterMs } = options;
  const journal = new Journal<ReceivedCall>(options.remember ?? Number.POSITIVE_INFINITY);
  const agenda = new Agenda(realTimer, log);
  const faults = new Faults();
  const operators = new Operators();
  const register = new Register();
  const files = new ReturnedFiles(now);
  const prodouane = new Prodouane({ register, files });
  const tokens = new TokenEndpoint({ accounts, now, lifeSeconds: options.tokenLifeSeconds ?? 3600 });
  let origin = '';

  function declarations({ method, contentType, authorization, bytes }: Call): SimulatedAnswer {
    // "normal", and a sign that it is up (RISE.md); its form is not public.
    if (method !== 'POST') return { status: 405, type: 'text/plain', body: 'Method Not Allowed\n' };
    if (!tokens.holder(bearerIn(authorization)))
      return { status: 401, type: 'text/plain', body: 'Access token\n', headers: { 'www-authenticate': 'Bearer' } };
    return takeDeclaration(contentType, bytes, {
      ...{ register, operators, now, isSchemaFaultCoded: () => faults.isSchemaFaultCoded() },
      take(drm) {
        const kept = prodouane.draft(drm);
        if (validateAfterMs !== undefined) agenda.run(() => validateLater(kept, validateAfterMs));
        return kept;
      },
    });
  }

  async function validateLater({ drm: { agrement, month } }: Kept, millis: number): Promise<void> {
    await agenda.wait(millis);
    const trait = operators.traitOf(agrement);
    if (trait === 'idle' || register.find(agrement, month)?.state !== 'draft') return;
    if (trait === 'correcting') prodouane.recount(`${agrement}/${month}`);
    prodouane.validate(`${agrement}/${month}`);
  }

  function answer(endpoint: EndpointName, call: Call): Promise<SimulatedAnswer> | SimulatedAnswer {
    if (endpoint === 'declarations') return declarations(call);
    if (endpoint === 'token') return tokens.answer(call.contentType, call.bytes.toString('utf8'));
    if (endpoint === 'ping') return { status: 200, type: 'text/plain', body: `${parisInstant(now())} Europe.Paris\n` };
    if (endpoint === 'file') return fileAnswer(files.find(call.path.slice(FOLDER.length)));
    return listing(call.path, call.query, { files: files.all, origin, now: now() });
  }

  function command(value: unknown): void {
    const read = readMisbehaviour(value);
    if (read.kind === 'clear') {
      faults.clear();
      tokens.quota.clear();
    } else if (read.kind === 'quota-used-up') tokens.quota.cut();
    else if (read.kind === 'agrement') operators.set(read.agrement, read.trait ?? 'known');
    else if (read.kind === 'validate') prodouane.validate(read.declaration);
    else if (read.kind === 'correct') prodouane.correct(read.declaration, read.pointer, read.value);
    else if (read.kind === 'declare') prodouane.declare(read.siren, read.declaration);
    else faults.add(read);
  }

  const server = await serveCiel(options.port, { answer, faults, command, journal, now, log });
  origin = `http://127.0.0.1:${server.port}`;
  return {
    url: origin,
    tokenUrl: `${origin}${TOKEN_PATH}`,
    declarationsUrl: `${origin}${DECLARATIONS_PATH}`,
    listingUrl: `${origin}${FOLDER}`,
    port: server.port,
    misbehave: command,
    get received() {
      return journal.entries;
    },
    get tokens() {
      return tokens.given;
    },
    get declarations() {
      return register.all;
    },
    get files() {
      return files.all;
    },
    idle: () => agenda.idle(),
    async close() {
      agenda.close();
      await server.close();
    },
  };
}

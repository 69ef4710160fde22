import {
  type AnswerFault,
  answerFaultFieldsAt,
  answerFaultKinds,
  type SpoiltAnswer,
  spoiltAnswer,
} from '../support/answer-faults.ts';
import { PendingFaults } from '../support/pending-faults.ts';
import { type CommandFields, delayMs, readCommand, times } from '../support/read-command.ts';

/** The endpoints whose answers can be spoilt. */
export const ENDPOINTS = ['token', 'exchange', 'presentation', 'validation-status', 'routing'] as const;
export type EndpointName = (typeof ENDPOINTS)[number];

/** A misbehaviour of Maskinporten or Tolletaten. `times` is the number of calls that it strikes, 1 by default. */
export type Misbehaviour =
  /** `at` is the endpoint; presentations by default. */
  | (AnswerFault & { at?: EndpointName })
  /** The right answer comes so much later. */
  | { kind: 'slow'; delayMs: number; times?: number; at?: EndpointName }
  /** The connection breaks in place of an answer. */
  | { kind: 'broken-connection'; times?: number; processed?: boolean; at?: EndpointName }
  /** Maskinporten refuses a grant with this code, whatever it is like. */
  | { kind: 'grant-refused'; mpCode: string; times?: number }
  /** The exchange refuses the scope. */
  | { kind: 'scope-not-granted'; times?: number }
  /** The status of a presentation stays unknown for so many asks more. */
  | { kind: 'not-ready'; asks?: number; times?: number }
  /** The status of a presentation is never known. */
  | { kind: 'never-ready'; times?: number }
  /** No signal follows a presentation, ever. */
  | { kind: 'lost-signals'; times?: number }
  /** The signals of a presentation come this much later. */
  | { kind: 'late-signals'; delayMs: number; times?: number }
  /** Each signal of a presentation stands in the feed so many times in all. */
  | { kind: 'repeated-signals'; copies?: number; times?: number }
  /** The signals of a presentation stand in the feed in the opposite order of their dates. */
  | { kind: 'reordered-signals'; times?: number }
  /** The signals of a presentation have a code that no document knows. */
  | { kind: 'unknown-routing'; times?: number }
  /** The status and the signals of a presentation have fields that no document knows. */
  | { kind: 'unknown-fields'; times?: number }
  /** The signals of a presentation name no transport document. */
  | { kind: 'signal-without-document'; times?: number }
  /** A page of the feed ends after so many signals, although there are more. */
  | { kind: 'short-page'; signals?: number; times?: number }
  /** Not a fault: a consignment is sent somewhere, now. */
  | { kind: 'route'; document: string; routing: string }
  /** Ends every misbehaviour. */
  | { kind: 'clear' };

type Fault = Exclude<Misbehaviour, { kind: 'clear' | 'route' }>;

/** An answer in place of the right one, or the right one late. */
export interface SpoiltCall extends SpoiltAnswer {
  isCut: boolean;
  /** Set where the right answer comes, this much later. */
  lateMs?: number;
}

/** The faults in what follows one presentation. */
export interface Conduct {
  notReady: number;
  lost: boolean;
  delayMs: number;
  copies: number;
  reordered: boolean;
  unknownRouting: boolean;
  unknownFields: boolean;
  withoutDocument: boolean;
}

const at = { among: ENDPOINTS };
const many = { least: 1, most: 1000, required: false };
const fieldsOf: CommandFields<Misbehaviour['kind']> = {
  ...answerFaultFieldsAt(ENDPOINTS),
  slow: { times, delayMs, at },
  'broken-connection': { times, processed: 'boolean', at },
  'grant-refused': { times, mpCode: { like: /^MP-[0-9]{3}$/, as: 'a code as MP-121' } },
  'scope-not-granted': { times },
  'not-ready': { times, asks: many },
  'never-ready': { times },
  'lost-signals': { times },
  'late-signals': { times, delayMs },
  'repeated-signals': { times, copies: { least: 2, most: 100, required: false } },
  'reordered-signals': { times },
  'unknown-routing': { times },
  'unknown-fields': { times },
  'signal-without-document': { times },
  'short-page': { times, signals: many },
  route: {
    document: { like: /^[A-Z0-9]{4}:.+$/, as: 'a transport document as N740:HC002' },
    routing: { like: /^[A-Z_]+$/, as: 'a routing as TO_ENTRY' },
  },
  clear: {},
};

/** Reads a misbehaviour from outside. */
export function readMisbehaviour(value: unknown): Misbehaviour {
  return readCommand<Misbehaviour>(value, fieldsOf);
}

/**
 * The faults that are still to strike. A call uses up the first fault of an answer at its endpoint; a presentation that
 * is taken uses up the first of each kind that follows it.
 */
export class Faults extends PendingFaults<Fault> {
  /** Takes the fault of the next call of an endpoint, if there is one. */
  spoilCall(name: EndpointName): SpoiltCall | undefined {
    const kinds = [...answerFaultKinds, 'slow', 'broken-connection'] as const;
    const fault = this.use(kinds, (one) => (one.at ?? 'presentation') === name);
    if (!fault) return undefined;
    const { kind } = fault;
    if (kind === 'slow') return { kind, status: undefined, processed: true, isCut: false, lateMs: fault.delayMs };
    if (kind === 'broken-connection')
      return { kind, status: undefined, processed: fault.processed ?? false, isCut: true };
    return { ...spoiltAnswer(fault), isCut: false };
  }

  /** Takes the code with which the next grant is refused, if it is to be. */
  grantRefusal(): string | undefined {
    return this.use(['grant-refused'])?.mpCode;
  }

  /** True if the next exchange is to be refused. */
  isScopeRefused(): boolean {
    return this.use(['scope-not-granted']) !== undefined;
  }

  /** Takes the number of signals of the next page, if it is to be short: there must be more than that. */
  shortPage(left: number): number | undefined {
    const fault = this.use(['short-page'], ({ signals = 1 }) => left > signals);
    return fault && (fault.signals ?? 1);
  }

  /** Takes the faults of what follows the next presentation. */
  conduct(): Conduct {
    const is = (kind: Fault['kind']) => this.use([kind]) !== undefined;
    const notReady = this.use(['not-ready']);
    const repeated = this.use(['repeated-signals']);
    return {
      notReady: is('never-ready') ? Number.POSITIVE_INFINITY : notReady ? (notReady.asks ?? 3) : 0,
      lost: is('lost-signals'),
      delayMs: this.use(['late-signals'])?.delayMs ?? 0,
      copies: repeated ? (repeated.copies ?? 2) : 1,
      reordered: is('reordered-signals'),
      unknownRouting: is('unknown-routing'),
      unknownFields: is('unknown-fields'),
      withoutDocument: is('signal-without-document'),
    };
  }
}

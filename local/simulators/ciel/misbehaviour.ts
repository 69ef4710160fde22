import { type AnswerFault, answerFaultFieldsAt } from '../support/answer-faults.ts';
import { type CommandFields, delayMs, readCommand, times } from '../support/read-command.ts';
import { TRAITS, type Trait } from './checks/operators.ts';
import { ENDPOINTS, type EndpointName } from './http/endpoints.ts';

/** A fault of an answer. `times` is the number of calls that it strikes, 1 by default; `at` the endpoint. */
export type CielFault =
  /** Declarations where `at` is left out, here and in all that follow with `at`. */
  | (AnswerFault & { at?: EndpointName })
  /** The right answer comes so much later. */
  | { kind: 'slow'; delayMs: number; times?: number; at?: EndpointName }
  /** The connection breaks in place of an answer. */
  | { kind: 'broken-connection'; times?: number; processed?: boolean; at?: EndpointName }
  /** A page for people, with status 200 or another. */
  | { kind: 'html-page'; status?: number; times?: number; processed?: boolean; at?: EndpointName }
  /** Status 200 without a body. */
  | { kind: 'empty-answer'; times?: number; processed?: boolean; at?: EndpointName }
  /** The right answer under a wrong Content-Type. */
  | { kind: 'wrong-content-type'; times?: number; at?: EndpointName }
  /** The right answer ends in its middle. */
  | { kind: 'truncated'; times?: number; at?: EndpointName }
  /** A technical error under a UUID. */
  | { kind: 'technical-error'; times?: number; processed?: boolean }
  /** The functional error of a code, whatever the declaration is like. */
  | { kind: 'functional-error'; functionalCode: string; times?: number; processed?: boolean }
  /** A declaration that breaks the schema has the code 001 in place of a technical error. */
  | { kind: 'schema-error-as-001'; times?: number }
  /** A declaration is taken, and its answer has the identifier alone. */
  | { kind: 'half-accepted'; times?: number }
  /** The answer to a declaration has elements that no document knows. */
  | { kind: 'unknown-elements'; times?: number }
  /** An error in JSON in place of a token. */
  | { kind: 'token-error'; times?: number }
  /** A token whose life is told in seconds. */
  | { kind: 'expires-in-seconds'; times?: number }
  /** The list names files on a host that is not its own. */
  | { kind: 'foreign-hosts'; times?: number }
  /** A file is so large. */
  | { kind: 'huge-file'; megabytes: number; times?: number };

/** A misbehaviour of CIEL, or a command that is none: something is done now. */
export type Misbehaviour =
  | CielFault
  /** The quota of tokens is used up, and the access cut. */
  | { kind: 'quota-used-up' }
  /** The operators' register says this of an agrément. */
  | { kind: 'agrement'; agrement: string; trait?: Trait }
  /** An operator validates a draft: `AGREMENT/YYYY-MM`. */
  | { kind: 'validate'; declaration: string }
  /** A field of a declaration is changed; one that is validated is published again. */
  | { kind: 'correct'; declaration: string; pointer: string; value: string }
  /** An operator declares a month in CIEL itself, and validates it. */
  | { kind: 'declare'; siren: string; declaration: string }
  /** Ends every misbehaviour and a cut of the access. */
  | { kind: 'clear' };

const at = { among: ENDPOINTS };
const processed = 'boolean';
const declaration = { like: /^[A-Z0-9]{13}\/\d{4}-(?:0[1-9]|1[0-2])$/, as: 'a declaration as FR01300G07896/2026-08' };
const fieldsOf: CommandFields<Misbehaviour['kind']> = {
  ...answerFaultFieldsAt(ENDPOINTS),
  slow: { times, delayMs, at },
  'broken-connection': { times, processed, at },
  'html-page': { times, processed, at, status: { least: 200, most: 599, required: false } },
  'empty-answer': { times, processed, at },
  'wrong-content-type': { times, at },
  truncated: { times, at },
  'technical-error': { times, processed },
  'functional-error': { times, processed, functionalCode: { like: /^\d{3}$/, as: 'a code as 013' } },
  'schema-error-as-001': { times },
  'half-accepted': { times },
  'unknown-elements': { times },
  'token-error': { times },
  'expires-in-seconds': { times },
  'foreign-hosts': { times },
  'huge-file': { times, megabytes: { least: 1, most: 100, required: true } },
  'quota-used-up': {},
  agrement: {
    agrement: { like: /^[A-Z0-9]{13}$/, as: 'an agrément as FR01300G07896' },
    trait: { among: TRAITS },
  },
  validate: { declaration },
  correct: {
    declaration,
    pointer: { like: /^\/[^/]+/, as: 'a pointer to a field, as /declaration-recapitulative/periode/mois' },
    value: { like: /^[\s\S]*$/, as: 'a text' },
  },
  declare: { siren: { like: /^\d{9}$/, as: 'a SIREN as 300000001' }, declaration },
  clear: {},
};

/** Reads a misbehaviour from outside. */
export function readMisbehaviour(value: unknown): Misbehaviour {
  return readCommand<Misbehaviour>(value, fieldsOf);
}

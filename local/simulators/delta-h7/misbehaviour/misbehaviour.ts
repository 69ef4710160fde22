import { DeclarantError } from '../../../../schemas/declarant-error.ts';
import { isObject } from '../../../../schemas/json.ts';

/** A misbehaviour of customs. `times` is the number of calls that it strikes, 1 by default. */
export type Misbehaviour =
  /** 500, and the message is not processed. */
  | { kind: 'http-500'; times?: number }
  /** 500, although the message is processed. */
  | { kind: 'http-500-processed'; times?: number }
  /** No answer for as long as the connection lasts. */
  | { kind: 'timeout'; times?: number; processed?: boolean }
  /** 401, although the token is good. */
  | { kind: 'reject-token'; times?: number }
  /** 404, although the path is known. */
  | { kind: 'not-found'; times?: number }
  /** Any status, and the message is not processed. */
  | { kind: 'status'; status: number; times?: number }
  /** 200, and then nothing more about the message, ever. */
  | { kind: 'lost-answer'; times?: number }
  /** The callbacks set out this much later. */
  | { kind: 'late-callback'; times?: number; delayMs: number }
  /** Each callback comes so many times in all, at the same instant. */
  | { kind: 'repeated-callback'; times?: number; copies?: number }
  /** The callbacks come in the opposite order, once there are all. */
  | { kind: 'reordered-callbacks'; times?: number }
  /** Error_H7 with neither type, code nor pointer; the message counts as never received. */
  | { kind: 'technical-error'; times?: number }
  /** Ends every misbehaviour. */
  | { kind: 'clear' };

type Kind = Misbehaviour['kind'];

/** The answer to a call in place of the right one. */
export interface SpoiltAnswer {
  kind: Kind;
  /** `undefined`: no answer at all. */
  status: number | undefined;
  /** True if the message is processed all the same. */
  processed: boolean;
}

/** A fault in the processing of one message. */
export interface Conduct {
  lost: boolean;
  technical: boolean;
  reordered: boolean;
  delayMs: number;
  copies: number;
}

const MOST = 1_000_000;
const times = { least: 1, most: MOST, required: false };

/** The fields of each kind; numbers are whole and within their limits. */
const fieldsOf: Readonly<
  Record<Kind, Readonly<Record<string, { least: number; most: number; required: boolean } | 'boolean'>>>
> = {
  'http-500': { times },
  'http-500-processed': { times },
  timeout: { times, processed: 'boolean' },
  'reject-token': { times },
  'not-found': { times },
  status: { times, status: { least: 200, most: 599, required: true } },
  'lost-answer': { times },
  'late-callback': { times, delayMs: { least: 0, most: 86_400_000, required: true } },
  'repeated-callback': { times, copies: { least: 2, most: 100, required: false } },
  'reordered-callbacks': { times },
  'technical-error': { times },
  clear: {},
};

/** A misbehaviour that is not one: its message says what was expected. */
export class UnknownMisbehaviour extends DeclarantError {
  readonly code = 'UNKNOWN_MISBEHAVIOUR';
}

/** Reads a misbehaviour from outside; unknown kinds and fields are refused, since they would be typing errors. */
export function readMisbehaviour(value: unknown): Misbehaviour {
  if (!isObject(value)) throw new UnknownMisbehaviour('A misbehaviour is an object as {"kind":"http-500","times":3}');
  const kind = value['kind'];
  if (typeof kind !== 'string' || !Object.hasOwn(fieldsOf, kind)) {
    throw new UnknownMisbehaviour(
      `Unknown kind ${JSON.stringify(kind)}; known are ${Object.keys(fieldsOf).join(', ')}`,
    );
  }
  const fields = fieldsOf[kind as Kind];
  for (const name of Object.keys(value)) {
    if (name !== 'kind' && !Object.hasOwn(fields, name)) {
      const known = Object.keys(fields).join(', ') || 'no field';
      throw new UnknownMisbehaviour(`Unknown field ${name}; ${kind} takes ${known}`);
    }
  }
  for (const [name, limits] of Object.entries(fields)) {
    const found = value[name];
    if (limits === 'boolean') {
      if (found !== undefined && typeof found !== 'boolean') throw new UnknownMisbehaviour(`${name} is true or false`);
    } else if (found !== undefined || limits.required) {
      if (!Number.isInteger(found) || (found as number) < limits.least || (found as number) > limits.most) {
        throw new UnknownMisbehaviour(`${name} is a whole number from ${limits.least} to ${limits.most}`);
      }
    }
  }
  return value as Misbehaviour;
}

type Fault = Exclude<Misbehaviour, { kind: 'clear' }> & { left: number };

/**
 * The faults that are still to strike, in the order they were asked for. A call uses up the first
 * fault of its answer; a message that gets processed uses up the first of each kind of processing.
 */
export class Faults {
  #pending: Fault[] = [];

  add(misbehaviour: Misbehaviour): void {
    if (misbehaviour.kind === 'clear') this.#pending = [];
    else this.#pending.push({ ...misbehaviour, left: misbehaviour.times ?? 1 });
  }

  get pending(): readonly Readonly<Fault>[] {
    return this.#pending;
  }

  /** Takes the spoilt answer to the next call of a message, if there is one. */
  spoilAnswer(): SpoiltAnswer | undefined {
    if (this.#pending.length === 0) return undefined;
    const fault = this.#use('http-500', 'http-500-processed', 'timeout', 'reject-token', 'not-found', 'status');
    switch (fault?.kind) {
      case 'http-500':
        return { kind: fault.kind, status: 500, processed: false };
      case 'http-500-processed':
        return { kind: fault.kind, status: 500, processed: true };
      case 'timeout':
        return { kind: fault.kind, status: undefined, processed: fault.processed ?? false };
      case 'reject-token':
        return { kind: fault.kind, status: 401, processed: false };
      case 'not-found':
        return { kind: fault.kind, status: 404, processed: false };
      case 'status':
        return { kind: fault.kind, status: fault.status, processed: false };
      default:
        return undefined;
    }
  }

  /** Takes the fault of the next message's processing, if there is one. */
  conduct(): Conduct {
    const late = this.#use('late-callback');
    const repeated = this.#use('repeated-callback');
    return {
      lost: this.#use('lost-answer') !== undefined,
      technical: this.#use('technical-error') !== undefined,
      reordered: this.#use('reordered-callbacks') !== undefined,
      delayMs: late?.kind === 'late-callback' ? late.delayMs : 0,
      copies: repeated?.kind === 'repeated-callback' ? (repeated.copies ?? 2) : 1,
    };
  }

  #use(...kinds: Kind[]): Fault | undefined {
    const fault = this.#pending.find(({ kind }) => kinds.includes(kind));
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left === 0) this.#pending = this.#pending.filter((other) => other !== fault);
    return fault;
  }
}

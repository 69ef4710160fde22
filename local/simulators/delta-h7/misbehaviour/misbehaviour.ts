import {
  type AnswerFault,
  answerFaultFields,
  answerFaultKinds,
  type SpoiltAnswer,
  spoiltAnswer,
} from '../../support/answer-faults.ts';
import { PendingFaults } from '../../support/pending-faults.ts';
import { type CommandFields, delayMs, readCommand, times } from '../../support/read-command.ts';

/** A misbehaviour of customs. `times` is the number of calls that it strikes, 1 by default. */
export type Misbehaviour =
  | AnswerFault
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

/** A fault in the processing of one message. */
export interface Conduct {
  lost: boolean;
  technical: boolean;
  reordered: boolean;
  delayMs: number;
  copies: number;
}

const fieldsOf: CommandFields<Kind> = {
  ...answerFaultFields,
  'lost-answer': { times },
  'late-callback': { times, delayMs },
  'repeated-callback': { times, copies: { least: 2, most: 100, required: false } },
  'reordered-callbacks': { times },
  'technical-error': { times },
  clear: {},
};

/** Reads a misbehaviour of customs from outside. */
export function readMisbehaviour(value: unknown): Misbehaviour {
  return readCommand<Misbehaviour>(value, fieldsOf);
}

/**
 * The faults that are still to strike. A call uses up the first fault of its answer; a message that gets processed
 * uses up the first of each kind of processing.
 */
export class Faults {
  readonly #faults = new PendingFaults<Exclude<Misbehaviour, { kind: 'clear' }>>();

  add(misbehaviour: Misbehaviour): void {
    if (misbehaviour.kind === 'clear') this.#faults.clear();
    else this.#faults.add(misbehaviour);
  }

  get pending(): readonly object[] {
    return this.#faults.pending;
  }

  /** Takes the spoilt answer to the next call of a message, if there is one. */
  spoilAnswer(): SpoiltAnswer | undefined {
    const fault = this.#faults.use(answerFaultKinds);
    return fault && spoiltAnswer(fault);
  }

  /** Takes the fault of the next message's processing, if there is one. */
  conduct(): Conduct {
    return {
      lost: this.#faults.use(['lost-answer']) !== undefined,
      technical: this.#faults.use(['technical-error']) !== undefined,
      reordered: this.#faults.use(['reordered-callbacks']) !== undefined,
      delayMs: this.#faults.use(['late-callback'])?.delayMs ?? 0,
      copies: copiesOf(this.#faults.use(['repeated-callback'])),
    };
  }
}

function copiesOf(repeated: { copies?: number } | undefined): number {
  return repeated ? (repeated.copies ?? 2) : 1;
}

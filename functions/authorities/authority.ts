import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import type { Fault } from '../../schemas/fault.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { Trouble } from '../../schemas/trouble.ts';

/** A message ready to be sent: its path below the base URL and its body as it goes out. */
export interface OutgoingMessage {
  message: string;
  path: string;
  body: string;
  /** The number of its calls that were answered with "not yet". */
  asks: number;
}

/** A message of the authority that is not called back with: it came in the response to a call. */
export interface AnswerMessage {
  /** Its name in the contract. */
  message: string;
  /** JSON: as it came, or what was read of another form. */
  body: string;
  /** The text as it came, where that is not the body. */
  raw?: string;
  /** The authority's id of it, where it has one. */
  messageId?: string;
}

/** What an authority's answer to a call means for the message (§2.3.5.1). */
export type Verdict =
  | { kind: 'accepted'; httpStatus: number; answer?: AnswerMessage }
  /** Refused for good: the message is wrong. The answer, where there is one, says so by its errors. */
  | { kind: 'refused'; httpStatus: number; error: AuthorityError; answer?: AnswerMessage }
  /** The authority has it and has not decided yet: the same call is made again, no sooner than that. */
  | { kind: 'pending'; httpStatus: number; retryMs: number }
  /** Our token is not taken, even a new one, or none is given to us. */
  | ({ kind: 'unauthorised' } & Failure)
  /** The URL is not the authority's: a fault of configuration. */
  | ({ kind: 'misdirected' } & Failure)
  /** No answer, or one that says nothing about the message. */
  | ({
      kind: 'unavailable';
      /** Whether the authority may have the message all the same: it left us, and no answer says that it was not taken. */
      mayHaveArrived: boolean;
    } & Failure);

/** Why the lane cannot be sent through, and what the authority said. */
export interface Failure extends Trouble {
  /** The status of the answer to the call; null where the call was not answered, or not made for want of a token. */
  httpStatus: number | null;
  error: AuthorityError;
  /** For how many milliseconds the authority asks to be left alone (Retry-After). */
  retryMs?: number;
}

/** Whether a message may be sent as the declarations that it is about stand (§4.3, §6.3, §7.3). */
export type Readiness =
  /** It may, completed with what is known of them; `parts` fill the path. */
  | { kind: 'ready'; payload: Record<string, unknown>; parts: Record<string, string> }
  /**
   * Not yet. With `orNever`, what it waits for may never come: these are the faults of which it is refused
   * once it has waited for as long as the lane has it wait.
   */
  | { kind: 'wait'; reason: string; orNever?: Fault[] }
  /** It never may; `isOutside` where it is about what another platform filed. */
  | { kind: 'never'; faults: Fault[]; isOutside?: true };

/** How one authority is spoken to: how messages are completed, sent, and answers judged. */
export interface Authority {
  readonly name: AuthorityName;
  /** Fills in what the sender may leave to us; never changes what is there. */
  prepare(payload: Record<string, unknown>): Record<string, unknown>;
  /** Judges whether a message may go, given the filings that it is about, in its order. */
  ready(message: string, payload: Record<string, unknown>, about: readonly Filing[]): Readiness;
  /** The id under which the message goes out and is replayed. */
  messageIdOf(payload: Record<string, unknown>): string;
  /** Obtains what a call needs beforehand, so that nothing comes between its turn and the call. */
  warmUp(): Promise<void>;
  /**
   * Sends a message with a valid token, renewing it once where it is refused; never throws.
   * @param mayCallAgain asked before the second call: to renew a token takes a while, and the lane may have stopped
   */
  send(message: OutgoingMessage, mayCallAgain?: () => Promise<boolean>): Promise<Verdict>;
}

import type { TaxCodes } from './checks/tax-codes.ts';
import type { Delay } from './life/life.ts';
import type { Outgoing } from './messages/messages.ts';
import type { Register } from './register/register.ts';
import type { RequestBook } from './register/request-book.ts';
import type { Account } from './token/token-endpoint.ts';

/** A message whose frame is in order; nothing is known of the rest yet. */
export interface Taken {
  header: Record<string, unknown> & { messageId: string; messageDateTime: string };
  [part: string]: unknown;
}

/** One thing that customs does, a while after the one before, and the message that says so. */
export interface Step {
  after: Delay;
  /** Does it now. `undefined` where there is nothing to do any more. */
  take(now: Date): Outgoing | undefined;
}

/** The steps that customs takes on a message. */
export interface Plan {
  steps: Step[];
  /** Steps that it takes much later, by the calendar and not at the pace of its processing. */
  deadline?: { millis: number; steps: Step[] };
}

/** One exchange of the contract: a file of its own for each message that the operator sends. */
export interface Exchange {
  /** The reason why the platform does not take the message on this path, for the description of a 400. */
  refusal?(message: Taken, pathParts: PathParts): string | undefined;
  /** The surface checks, the admissibility and the consequences of a message (§2.3.5.2). */
  plan(message: Taken, office: Office, call: Call): Plan;
  /** The answer where customs fails technically: the message counts as never received (§2.3.6.1). */
  technicalError(message: Taken): Step;
}

/** The value of each `{name}` of an endpoint. */
export type PathParts = Readonly<Record<string, string>>;

/** The sender of a message, and the time at which it is processed. */
export interface Call {
  account: Account;
  now: Date;
}

/** The parts of customs that an exchange may use. */
export interface Office {
  register: Register;
  requests: RequestBook;
  anticipationMillis: number;
  taxCodes: TaxCodes;
  /** The spelling of the state of a declaration of the fallback procedure: the contract has both. */
  fallbackState: 'VLD' | 'REPRISE';
  /** True if the state goes before the response to a validation; called each time. */
  stateFirst: () => boolean;
}

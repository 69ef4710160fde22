import type { CreationH7 } from './declaration.ts';
import type { Delay } from './life.ts';
import type { Outgoing } from './messages.ts';
import type { Register } from './register.ts';

/** A message whose frame is in order; nothing is known of the rest yet. */
export interface Taken {
  header: Record<string, unknown> & Pick<CreationH7['header'], 'messageId' | 'messageDateTime'>;
  [part: string]: unknown;
}

/** One thing that customs does, a while after the one before, and the message that says so. */
export interface Step {
  after: Delay;
  /** Does it now. `undefined` where there is nothing to do any more. */
  take(now: Date): Outgoing | undefined;
}

/** What customs will do about a message. */
export interface Plan {
  steps: Step[];
  /** What it will do much later, by the calendar and not at the pace of its processing. */
  deadline?: { millis: number; steps: Step[] };
}

/** One exchange of the contract: a file of its own for each message that the operator sends. */
export interface Exchange {
  /** The surface checks, the admissibility and the consequences of a message (§2.3.5.2). */
  plan(message: Taken, office: Office, now: Date): Plan;
  /** The answer where customs fails technically: the message counts as never received (§2.3.6.1). */
  technicalError(message: Taken): Step;
}

/** What an exchange may use of customs. */
export interface Office {
  register: Register;
  anticipationMillis: number;
}

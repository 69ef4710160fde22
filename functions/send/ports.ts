import type { Authority } from '../authorities/authority.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import type { Telemetry } from '../telemetry/log.ts';

/** What sending touches. */
export interface SendPorts {
  authority: Authority;
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  now: () => Date;
  /** For how long a message waits after the authority could not be spoken to (§2.3.5.1). */
  pauseSeconds: number;
}

/**
 * What became of an outbox's message: dealt with, or dealt with but the authority cannot be spoken
 * to for now, so that no more should be sent.
 */
export type Disposal = 'done' | 'pause';

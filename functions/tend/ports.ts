import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Cursors } from '../ledger/cursors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Release } from '../outbox/outbox.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import type { Telemetry } from '../telemetry/log.ts';

/** What tending needs to know of a lane. */
export interface TendedLane {
  authority: AuthorityName;
  /** How many messages may leave in a minute. */
  perMinute: number;
  /** How many days before customs cancels an anticipated declaration its operator is warned. */
  warnDays: number;
}

export interface TendPorts {
  ledger: Ledger;
  cursors: Cursors;
  outcomes: Outcomes;
  telemetry: Telemetry;
  release: Release;
  now: () => Date;
}

import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Share } from '../admission/admit.ts';
import type { AdmissionState } from '../admission/state.ts';
import type { Cursors } from '../ledger/cursors.ts';
import type { FeedCursors } from '../ledger/feed-cursors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PlatformTrust } from '../ledger/owner.ts';
import type { DeadLetters } from '../outbox/dead-letters.ts';
import type { Poll, Release } from '../outbox/outbox.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import type { Telemetry } from '../telemetry/log.ts';

/** What tending needs to know of a lane. */
export interface KeptLane {
  authority: AuthorityName;
  share: Share;
  /** How many days before a filing expires its operator is warned, where filings do. */
  warnDays?: number;
  /** After how many minutes without its answer a message is overdue. */
  overdueMinutes: number;
  /** Its feeds, each with the seconds between two reads; none where it is left out. */
  feeds?: Readonly<Record<string, number>>;
}

export interface HousekeepingPorts {
  ledger: Ledger;
  cursors: Cursors;
  feedCursors: FeedCursors;
  /** How the lane stands. */
  admissionOf(authority: AuthorityName): Promise<AdmissionState>;
  outcomes: Outcomes;
  telemetry: Telemetry;
  release: Release;
  poll: Poll;
  deadLetters: DeadLetters;
  /** Whether a platform may be told of what another filed. */
  platformTrust: PlatformTrust;
  now: () => Date;
}

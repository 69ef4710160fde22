import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Share } from '../admission/admit.ts';
import type { AdmissionState } from '../admission/state.ts';
import type { Cursors } from '../ledger/cursors.ts';
import type { FeedCursors } from '../ledger/feed-cursors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PlatformTrust } from '../ledger/owner.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { DeadLetters } from '../outbox/dead-letters.ts';
import type { Poll, ReleaseAll } from '../outbox/outbox.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import type { Telemetry } from '../telemetry/log.ts';

/** A lane as housekeeping knows it. */
export interface KeptLane {
  authority: AuthorityName;
  share: Share;
  /** The days of warning before a filing expires or its deadline comes, where filings have such. */
  warnDays?: number;
  /** The minutes after which a message without its answer is overdue. */
  overdueMinutes: number;
  /** Its feeds, each with the seconds between two reads; none where it is left out. */
  feeds?: Readonly<Record<string, number>>;
}

export interface HousekeepingPorts {
  ledger: Ledger;
  cursors: Cursors;
  feedCursors: FeedCursors;
  /** The filings of a lane that wait for an answer to a message that left by then, ISO 8601; not those known to be overdue. */
  openFilings(authority: AuthorityName, until: string): AsyncIterable<FilingKey>;
  /** The admission of the lane. */
  admissionOf(authority: AuthorityName): Promise<AdmissionState>;
  outcomes: Outcomes;
  telemetry: Telemetry;
  releaseAll: ReleaseAll;
  poll: Poll;
  deadLetters: DeadLetters;
  /** The trust between platforms. */
  platformTrust: PlatformTrust;
  now: () => Date;
  /** False once the rest is left to the next minute. */
  hasTime: () => boolean;
}

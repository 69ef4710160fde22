import type { SQSRecord } from 'aws-lambda';
import type { Admission } from '../admission/dynamodb-admission.ts';
import type { CallResult, Transition } from '../admission/report.ts';
import type { Authority } from '../authorities/authority.ts';
import type { FeedCursors } from '../ledger/feed-cursors.ts';
import type { LaneNames } from '../ledger/lane-names.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Bury } from '../outbox/bury.ts';
import type { Failing } from '../outbox/failing.ts';
import type { Finished } from '../outbox/finished.ts';
import type { Poll, Release } from '../outbox/outbox.ts';
import type { Redrives } from '../outbox/redrives.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import type { Telemetry } from '../telemetry/log.ts';
import type { Origin, Trust } from './trust.ts';

/** Why nothing may be sent now, and until when (ms since the epoch). */
export interface Hold {
  until: number;
  reason: string;
}

/** What sending touches. */
export interface SendPorts {
  authority: Authority;
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  trust: Trust;
  /** Whoever put the message on the outbox. */
  from: Origin;
  unknownPlatforms: Pick<LaneNames, 'note'>;
  /** The parties that are filed for. */
  parties: LaneNames;
  feedCursors: FeedCursors;
  /** Has the next page of a feed read. */
  poll: Poll;
  now: () => Date;
  /** Resolves when the call may start; with a hold where it may not any more. */
  turn(): Promise<Hold | undefined>;
  /** Tells admission what an answer means for the lane; resolves to what became of the lane, if anything did. */
  report(answer: CallResult): Promise<Transition | undefined>;
  /** Puts a parked message back on the outbox, to be handed out when it is due. */
  release: Release;
  /** Present while nothing may be sent: what comes is read, judged and parked. */
  hold?: Hold;
  /** For how long a message waits that the authority did not take. */
  pauseSeconds: number;
  /** The longest that a message waits, from its claim, for a declaration of which nothing is known yet. */
  waitForDeclarationMinutes: number;
}

/** What sending a batch touches. */
export interface BatchPorts extends Omit<SendPorts, 'from' | 'report' | 'turn'> {
  admission: Admission;
  sleep: (ms: number) => Promise<void>;
  /** Hands the messages out again after so many seconds, and not sooner. */
  postpone(records: readonly SQSRecord[], seconds: number): Promise<void>;
  /** The notes of dead letters that operators put back. */
  redrives: Redrives;
  /** The tries of messages that were begun and never dealt with. */
  failing: Failing;
  /** Puts what will never be dealt with among the dead letters. */
  bury: Bury;
  /** Takes what is dealt with off the queue at once. */
  finished: Finished;
}

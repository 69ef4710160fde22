import type { SQSRecord } from 'aws-lambda';
import type { Share } from '../admission/admit.ts';
import type { Admission } from '../admission/dynamodb-admission.ts';
import type { CallResult, Transition } from '../admission/report.ts';
import type { Authority } from '../authorities/authority.ts';
import type { Findable } from '../books/findable.ts';
import type { FeedCursors } from '../ledger/feed-cursors.ts';
import type { LaneNames } from '../ledger/lane-names.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Failing } from '../outbox/failing.ts';
import type { Finished } from '../outbox/finished.ts';
import type { Poll, Release, ReleaseAll } from '../outbox/outbox.ts';
import type { PutDeadLetter } from '../outbox/put-dead-letter.ts';
import type { Redrives } from '../outbox/redrives.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import type { Telemetry } from '../telemetry/log.ts';
import type { Origin, Trust } from './trust.ts';

/** The reason to park messages now, and the time until which (ms since the epoch). */
export interface Parking {
  until: number;
  reason: string;
}

/** A turn that was taken. */
export interface Turn {
  /** Uses it, as the call's first bytes are about to leave; false where it is over: it is given back then. */
  leave(): boolean;
}

/** The ports of sending one message. */
export interface SendPorts {
  authority: Authority;
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  trust: Trust;
  /** The sender of the message on the outbox. */
  from: Origin;
  unknownPlatforms: Pick<LaneNames, 'note'>;
  /** The parties that are filed for. */
  parties: LaneNames;
  feedCursors: FeedCursors;
  /** Has the next page of a feed read. */
  poll: Poll;
  now: () => Date;
  /** Resolves to the turn of a call when it may start; to the reason to park where none may any more. */
  turn(isFurther?: boolean): Promise<Turn | Parking>;
  /** Reports a response to admission; resolves to the transition of the lane, if there is one. */
  report(answer: CallResult): Promise<Transition | undefined>;
  /** Called where a message was taken and not answered: handed out again, it would be sent again. */
  taken?(): void;
  /** Puts a parked message back on the outbox, to be handed out when it is due. */
  release: Release;
  /** Puts many parked messages back on the outbox, each to be handed out when it is due. */
  releaseAll: ReleaseAll;
  /** The filings that a message is carried out among. */
  findable: Findable;
  /** The lane's configuration. */
  lane: { share: Share };
  /** Present while nothing may be sent: messages are read, judged and parked. */
  parking?: Parking;
  /** The pause of a message that the authority did not take. */
  pauseSeconds: number;
  /** The longest time that a message is parked, from its claim, for an unknown declaration. */
  waitForDeclarationMinutes: number;
}

/** The ports of sending a batch. */
export interface BatchPorts extends Omit<SendPorts, 'from' | 'report' | 'taken' | 'turn'> {
  admission: Admission;
  sleep: (ms: number) => Promise<void>;
  /** Hides the messages for so many seconds. */
  postpone(records: readonly SQSRecord[], seconds: number): Promise<void>;
  /** The notes of dead letters that operators put back. */
  redrives: Redrives;
  /** The tries of messages that were begun and never dealt with. */
  failing: Failing;
  /** Puts a message that will never be processed among the dead letters. */
  putDeadLetter: PutDeadLetter;
  /** Deletes messages from the queue before their batch ends. */
  finished: Finished;
}

/** The run of the function that a batch came with. */
export interface Round {
  /** It is the instance's first. */
  isFirst: boolean;
  /** True if a call that starts then can still end, and be recorded, before the function does. */
  hasTime(start: number): boolean;
}

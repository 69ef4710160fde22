import { rampFactor, type Share } from '../../functions/admission/admit.ts';
import type { LaneSwitch, Word } from '../../functions/admission/dynamodb-admission.ts';
import { counted } from '../../functions/admission/hour.ts';
import type { AdmissionState } from '../../functions/admission/state.ts';
import { countParked, type ParkedCount } from '../../functions/ledger/count-parked.ts';
import { causeOf, type FailingAlone, failingAlone } from '../../functions/ledger/failing-alone.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { adviceFor, explain } from '../../schemas/causes.ts';
import type { FilingKind } from '../../schemas/filing.ts';
import type { LaneSettings } from '../../schemas/lane-settings.ts';
import { settingsOf } from '../../schemas/settings.ts';
import { type Trouble, troubleOf } from '../../schemas/trouble.ts';
import type { QueueAge } from '../gateway/queue-ages.ts';

/** The reason why a lane does not send: the code, and what it means and asks for in words. */
export type ToldTrouble = Trouble & { means: string; remedy: string };

/** A lane's breaker for people and machines: instants in ISO 8601, UTC. */
export type BreakerStatus =
  | { state: 'closed' }
  | ({ state: 'open'; since: string; until: string } & ToldTrouble)
  | ({ state: 'probing'; since: string } & ToldTrouble)
  | { state: 'ramping'; since: string; percent: number }
  | { state: 'paused'; reason: string; since: string };

export interface LaneStatus {
  authority: AuthorityName;
  breaker: BreakerStatus;
  /** The messages granted in the last hour; `share` is null where it is not known here. */
  hour: { used: number; share: number | null };
  waiting: ParkedCount;
  outbox: number;
  deadLetters: number;
  /** The ages of the oldest messages, by CloudWatch; undefined where nobody asked it. */
  oldest?: LaneOldest;
  /** The messages whose calls fail although others pass, those that are tried next first. */
  alone: AloneStatus[];
  /** The latest that an operator did to it. */
  lastWord: Word | null;
  /** Names under which platforms submitted lately that the configuration does not have: nobody hears of that. */
  unknownPlatforms?: string[];
}

/** The ages of a lane's oldest messages; null where the queue is empty, or CloudWatch has no value yet. */
export interface LaneOldest {
  outbox: QueueAge | null;
  deadLetters: QueueAge | null;
  /** The sentence that says why CloudWatch did not tell them. */
  unknown?: string;
}

export interface AloneStatus {
  reference: string;
  kind: FilingKind;
  message: string;
  /** The number of its failed calls. */
  failures: number;
  /** The time of the next try, ISO 8601 in UTC. */
  next: string;
  cause: string;
}

/** The most messages named that fail alone. */
const MOST_NAMED = 50;

interface Sources {
  laneSwitch: Pick<LaneSwitch, 'state' | 'lastWord'>;
  ledger: Pick<Ledger, 'due' | 'sent'>;
  share: Share | undefined;
  outbox: Promise<number>;
  deadLetters: Promise<number>;
}

/** The standing of a lane. */
export async function laneStatus(
  authority: AuthorityName,
  { laneSwitch, ledger, share, ...queues }: Sources,
  now: Date,
): Promise<LaneStatus> {
  const [state, lastWord, waiting, alone, outbox, deadLetters] = await Promise.all([
    laneSwitch.state(),
    laneSwitch.lastWord(),
    countParked(ledger, authority),
    failingAlone(ledger, authority, MOST_NAMED),
    queues.outbox,
    queues.deadLetters,
  ]);
  return {
    authority,
    breaker: breakerStatus(authority, state, now),
    hour: { used: counted(state.hour, now.getTime()).sum, share: share?.perHour ?? null },
    waiting,
    outbox,
    deadLetters,
    alone: alone.map(aloneStatus),
    lastWord: lastWord ?? null,
  };
}

/** A message that fails alone, as it is shown. */
export function aloneStatus({ key, sent, parked }: FailingAlone): AloneStatus {
  const { reference, kind } = key;
  const { failures = 0, due: next } = parked;
  return { reference, kind, message: sent.message, failures, next, cause: causeOf(parked) };
}

/** The state of a lane's breaker as it is shown. */
export function breakerStatus(authority: AuthorityName, state: AdmissionState, now: Date): BreakerStatus {
  const { breaker } = state;
  const lane = settingsOf(authority);
  switch (breaker.state) {
    case 'closed':
      return { state: 'closed' };
    case 'open':
      return { state: 'open', ...toldTrouble(lane, breaker), since: iso(breaker.since), until: iso(breaker.until) };
    case 'probing':
      return { state: 'probing', ...toldTrouble(lane, breaker), since: iso(breaker.since) };
    case 'ramping': {
      const factor = rampFactor(breaker, now.getTime());
      // Its ramp is over: the item says so only once the next message goes.
      if (factor === 1) return { state: 'closed' };
      return { state: 'ramping', since: iso(breaker.since), percent: Math.floor(factor * 100) };
    }
    case 'paused':
      return { state: 'paused', reason: breaker.reason, since: iso(breaker.since) };
  }
}

function toldTrouble({ urls }: LaneSettings, trouble: Trouble): ToldTrouble {
  return { ...troubleOf(trouble), means: explain(trouble).means, remedy: adviceFor(trouble, urls) };
}

const iso = (clock: number) => new Date(clock).toISOString();

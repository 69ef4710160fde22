import type {
  housekeepingEnvironment,
  notifierEnvironment,
  receiverEnvironment,
  senderEnvironment,
} from '../../../functions/environment.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import type { FunctionName } from './functions.ts';

/** The settings of a lane that scenarios change. */
export interface LaneVariables {
  /** Settings of the lane, beside those that every small gateway has. */
  lane?: Record<string, unknown>;
  overdueMinutes?: number;
  warnDays?: number;
}

/** The parts of a small gateway that its functions' variables name. */
export interface NamedParts extends LaneVariables {
  name: string;
  topic: string;
  urls: Readonly<Record<'outbox' | 'deadLetters' | 'untold', string>>;
  /** The URL of customs, as the instance calls it. */
  customs: string;
}

/** The role of a function, by whose id queues know its messages. */
export const roleOf = (gateway: string, by: FunctionName): string => `${gateway}-${by}`;

/** The table of what is archived. */
export const ARCHIVED = 'archived';

/** The variables of a function's environment, as the stack sets them. */
export function variablesOf(by: FunctionName, about: NamedParts): Record<string, string> {
  const { name, topic, urls, customs, lane = {}, overdueMinutes = 30, warnDays = 3 } = about;
  const kept = {
    STAGE: 'test',
    LEDGER_TABLE: name,
    RETENTION_DAYS: '30',
    ARCHIVE_BUCKET: 'archive',
    ARCHIVED_TABLE: ARCHIVED,
  };
  const share = { perSecond: 100, perHour: 100_000 };
  const of = (value: unknown) => JSON.stringify({ 'delta-h7': value });
  const laneOf = deltaH7Lane.parse({
    ...{ baseUrl: `${customs}/dh7`, tokenUrl: `${customs}/oauth2/token`, share, timeoutSeconds: 20 },
    ...{ credentialsSecret: `${name}-credentials`, technicalReplay: { delaySeconds: 60 } },
    ...lane,
  });
  const send: Record<keyof typeof senderEnvironment, string> = {
    ...{ ...kept, OUTCOMES_TOPIC: topic, AUTHORITY: 'delta-h7' },
    ...{ LANE: JSON.stringify(laneOf), OUTBOX_URL: urls.outbox, DEAD_LETTERS_URL: urls.deadLetters },
    GATEWAY_ROLES: [roleOf(name, 'notify'), roleOf(name, 'housekeeping')].join(','),
  };
  const receive: Record<keyof typeof receiverEnvironment, string> = {
    ...{ ...kept, AUTHORITIES: 'delta-h7', CALLBACK_TOKEN_SECRET: `${name}-token` },
  };
  const notify: Record<keyof typeof notifierEnvironment, string> = {
    ...{ ...kept, OUTCOMES_TOPIC: topic, OUTBOXES: of(urls.outbox), UNTOLD_URL: urls.untold },
    ...{ TECHNICAL_REPLAY: of(laneOf.technicalReplay), OVERDUE_MINUTES: of(overdueMinutes) },
  };
  const housekeeping: Record<keyof typeof housekeepingEnvironment, string> = {
    ...{ ...kept, OUTCOMES_TOPIC: topic, OUTBOXES: of(urls.outbox) },
    LANES: JSON.stringify([{ authority: 'delta-h7', share, warnDays, overdueMinutes }]),
    ...{ DEAD_LETTERS: of(urls.deadLetters), PLATFORM_TRUST: 'apart' },
  };
  return { send, receive, notify, housekeeping }[by];
}

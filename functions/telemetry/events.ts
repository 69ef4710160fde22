/** The namespace of all metrics in CloudWatch. */
export const namespace = 'Declarant';

/** What every line is told apart by first: the stage of the gateway that wrote it. */
export const stageDimension = 'stage';

/**
 * All that may stand in a log line beside its time, level and name. Never a body, a token or a person: what
 * is not named here is not written.
 */
export const eventFields = {
  authority: 'whose lane it is',
  message: "the message's name in the contract",
  reference: "the operator's reference of the filing",
  kind: 'the kind of filing: declaration, request or consultation',
  platform: 'who submitted it',
  messageId: 'the id that goes with the message',
  httpStatus: "the status of the authority's answer; null where there was none",
  cause: 'why nothing can be sent, by its code in causes.md',
  detail: 'of the cause: a code of Node.js or of OAuth2, or what the token endpoint answered',
  reason: 'what it waits for, in our words',
  sender: 'the unique id of the role or user that put a message on the outbox, as SQS has it',
  digest: 'of the submission as it came, by which its outcome is found',
  faults: 'each departure from the contract, as the field and the rule; or how many there are',
  sqsMessageId: "the queue's id of the message that comes back",
  entry: 'where in its filing the message is',
  status: 'the HTTP status that the caller was given',
  code: "the error's code",
  error: "the error's class: never its text, which may quote a declaration",
  route: 'the route of the callback API, without what fills it',
  token: 'which version of the callback token was given: current or previous',
  state: 'how the lane stands: closed, open, probing, ramping or paused',
  openMinutes: 'for how many minutes nothing but single tries is sent; 0 while the lane sends',
  pausedMinutes: 'for how many minutes an operator has stopped the lane; 0 while it is not paused',
  waiting: 'how many messages wait in the ledger, counted up to 10,000',
  alone: 'how many messages fail although others pass; at most 20 are counted',
  failures: 'how often calls of the message failed',
  due: 'when it goes again',
  count: 'how many',
  days: 'how many days before the authority ends it',
} as const;
export type EventField = keyof typeof eventFields;

/** A metric of an event: what is counted, or the field that holds its value. */
export interface Metric {
  name: string;
  unit: 'Count' | 'None';
  of?: EventField;
}

export interface EventDefinition {
  means: string;
  /** `error` is what a person must look at. */
  level: 'info' | 'error';
  /** By what its metrics are told apart, beside the stage: few values, never one of a single message. */
  dimensions: readonly EventField[];
  metrics: readonly Metric[];
  /** What else its line says. */
  fields: readonly EventField[];
}

const counted = <Name extends string>(name: Name) => [{ name, unit: 'Count' }] as const;
const filing = ['reference', 'kind', 'platform'] as const;
const lane = ['authority'] as const;
const laneAndMessage = ['authority', 'message'] as const;

/** Every event of business: one log line, which is a metric too. The one place that names them. */
export const events = {
  'submission.refused': {
    means: 'A submission was refused before it was sent, by the contract or its conditions of use.',
    level: 'info',
    dimensions: lane,
    metrics: counted('SubmissionRefused'),
    fields: ['message', 'reference', 'platform', 'digest', 'faults'],
  },
  'submission.unreadable': {
    means: 'What was put on the outbox cannot be read, or names no reference: it is kept, and listed as unreadable.',
    level: 'error',
    dimensions: lane,
    metrics: counted('SubmissionUnreadable'),
    fields: ['sqsMessageId', 'digest', 'faults'],
  },
  'submission.duplicate': {
    means: 'A submission came under a reference that is under way or answered.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('SubmissionDuplicate'),
    fields: filing,
  },
  'submission.failed': {
    means: 'A submission could not be dealt with, nor recorded: the queue hands it out again.',
    level: 'error',
    dimensions: lane,
    metrics: counted('SubmissionFailed'),
    fields: ['sqsMessageId', 'error', 'code'],
  },
  'submission.wrong-sender': {
    means: "A submission came under a platform's name from somebody who is none of its senders: it was refused.",
    level: 'error',
    dimensions: lane,
    metrics: counted('WrongSender'),
    fields: ['message', 'reference', 'platform', 'sender'],
  },
  'submission.unknown-platform': {
    means: 'A submission came under the name of a platform that the configuration has not: nobody hears of it.',
    level: 'error',
    dimensions: lane,
    metrics: counted('UnknownPlatform'),
    fields: ['reference', 'platform'],
  },
  'pointer.refused': {
    means: 'A pointer to a message that waits came from somebody else than the gateway itself: it was refused.',
    level: 'error',
    dimensions: lane,
    metrics: counted('PointerRefused'),
    fields: ['sender'],
  },
  'message.accepted': {
    means: 'The authority took a message (200).',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageAccepted'),
    fields: [...filing, 'messageId', 'httpStatus'],
  },
  'message.refused': {
    means: 'The authority refused a message for good (400).',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageRefused'),
    fields: [...filing, 'messageId', 'httpStatus'],
  },
  'message.pending': {
    means: 'The authority has not decided on a message yet: it is asked again.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessagePending'),
    fields: [...filing, 'messageId', 'httpStatus'],
  },
  'message.unclear': {
    means: 'A message may have arrived, nobody said so, and it is not sent again by itself: a person has to look.',
    level: 'error',
    dimensions: laneAndMessage,
    metrics: counted('MessageUnclear'),
    fields: [...filing, 'messageId', 'httpStatus'],
  },
  'message.held': {
    means: 'The authority did not take a message now (causes.md): it waits, and goes again.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageHeld'),
    fields: [...filing, 'messageId', 'httpStatus', 'cause', 'detail'],
  },
  'message.arrived': {
    means: 'A message that waited had arrived all the same: it was answered meanwhile, and does not go again.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageArrived'),
    fields: [...filing, 'messageId'],
  },
  'message.waiting': {
    means: 'A message waits for an answer about the declaration that it names.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageWaiting'),
    fields: [...filing, 'reason'],
  },
  'message.rejected': {
    means: 'A functional error came about a message that had been taken: by the message that it rejects.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageRejected'),
    fields: ['reference', 'messageId'],
  },
  'message.failed': {
    means: 'A technical error came about a message that had been taken: by the message that failed.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageFailed'),
    fields: ['reference', 'messageId'],
  },
  'message.overdue': {
    means: 'A message that was taken has had no answer for longer than the service level promises.',
    level: 'error',
    dimensions: laneAndMessage,
    metrics: counted('MessageOverdue'),
    fields: ['reference', 'platform', 'messageId'],
  },
  'message.answered-late': {
    means: 'A message that was overdue was answered.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('MessageAnsweredLate'),
    fields: ['reference', 'platform', 'messageId'],
  },
  'lane.opened': {
    means: 'The authority cannot be spoken to: the breaker opened, and nothing new is sent.',
    level: 'error',
    dimensions: lane,
    metrics: counted('LaneOpened'),
    fields: ['cause', 'detail'],
  },
  'lane.failed-again': {
    means: 'The single message that tried whether the authority answers was not answered either.',
    level: 'info',
    dimensions: lane,
    metrics: counted('LaneFailedAgain'),
    fields: ['cause', 'detail'],
  },
  'lane.recovered': {
    means: 'The authority answers again: the lane sends, at a rate that grows.',
    level: 'info',
    dimensions: lane,
    metrics: counted('LaneRecovered'),
    fields: [],
  },
  'lane.stands': {
    means: 'How a lane stands, written each minute.',
    level: 'info',
    dimensions: lane,
    metrics: [
      { name: 'LaneOpenMinutes', unit: 'None', of: 'openMinutes' },
      { name: 'LanePausedMinutes', unit: 'None', of: 'pausedMinutes' },
      { name: 'MessagesWaiting', unit: 'Count', of: 'waiting' },
      { name: 'MessagesFailingAlone', unit: 'Count', of: 'alone' },
    ],
    fields: ['state', 'cause', 'detail'],
  },
  'message.fails-alone': {
    means: 'Calls of a message fail while others pass, so that it backs off by itself; written each minute.',
    level: 'error',
    dimensions: laneAndMessage,
    metrics: counted('MessageFailsAlone'),
    fields: [...filing, 'messageId', 'failures', 'due', 'cause'],
  },
  'waiting.released': {
    means: 'Messages that waited and are due were put back on the outbox.',
    level: 'info',
    dimensions: lane,
    metrics: [{ name: 'WaitingReleased', unit: 'Count', of: 'count' }],
    fields: [],
  },
  'outbox.dead-letter': {
    means: 'A message was handed out too often and lies in the dead letters.',
    level: 'error',
    dimensions: lane,
    metrics: counted('DeadLetter'),
    fields: ['message', 'reference', 'platform', 'sqsMessageId', 'reason'],
  },
  'declaration.expiring': {
    means: 'A filing is not taken further (a declaration not validated), and the authority will cancel it.',
    level: 'error',
    dimensions: lane,
    metrics: counted('DeclarationExpiring'),
    fields: ['reference', 'platform', 'days'],
  },
  'housekeeping.failed': {
    means: 'A task of the minute failed; the next minute does it again.',
    level: 'error',
    dimensions: [],
    metrics: counted('HousekeepingFailed'),
    fields: ['error', 'code'],
  },
  'token.obtained': {
    means: 'The authority gave an access token.',
    level: 'info',
    dimensions: lane,
    metrics: counted('TokenObtained'),
    fields: [],
  },
  'token.failed': {
    means: 'No access token could be had: refused, not answered, or the credentials cannot be used.',
    level: 'error',
    dimensions: lane,
    metrics: counted('TokenFailed'),
    fields: ['cause', 'detail'],
  },
  'callback.stored': {
    means: 'A callback was stored; its outcome is told next.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('CallbackStored'),
    fields: ['reference', 'messageId'],
  },
  'callback.repeated': {
    means: 'A callback came that is stored already.',
    level: 'info',
    dimensions: laneAndMessage,
    metrics: counted('CallbackRepeated'),
    fields: ['reference', 'messageId'],
  },
  'callback.conflicting': {
    means: 'A callback came under the messageId of another with another body; both are kept and told.',
    level: 'error',
    dimensions: laneAndMessage,
    metrics: counted('CallbackConflicting'),
    fields: ['reference', 'messageId'],
  },
  'callback.drift': {
    means: 'A callback departs from the contract as it is known here; it is kept all the same.',
    level: 'error',
    dimensions: laneAndMessage,
    metrics: counted('ContractDrift'),
    fields: ['faults'],
  },
  'callback.refused': {
    means: 'A call of the callback API was refused: 400, 401 or 404.',
    level: 'info',
    dimensions: ['status'],
    metrics: counted('CallbackRefused'),
    fields: ['route', 'code'],
  },
  'callback.unreadable': {
    means: 'A call with the right token was refused: it is kept, and listed as unreadable.',
    level: 'error',
    dimensions: lane,
    metrics: counted('CallbackUnreadable'),
    fields: ['route', 'code'],
  },
  'callback.failed': {
    means: 'A callback could not be taken (500): the authority sends it again.',
    level: 'error',
    dimensions: [],
    metrics: counted('CallbackFailed'),
    fields: ['route', 'error', 'code'],
  },
  'notification.failed': {
    means: 'The platforms could not be told of a callback that is stored: it is tried again.',
    level: 'error',
    dimensions: [],
    metrics: counted('NotificationFailed'),
    fields: ['authority', 'reference', 'entry', 'error', 'code'],
  },
  'callback.put-aside': {
    means:
      'The platforms cannot be told of a callback by this code, however often it tries: where it is was put aside.',
    level: 'error',
    dimensions: [],
    metrics: counted('CallbackPutAside'),
    fields: ['authority', 'reference', 'kind', 'entry', 'messageId', 'error', 'code'],
  },
  'callback-token.used': {
    means: 'Callbacks come with this version of the token; each instance says so at most once an hour.',
    level: 'info',
    dimensions: ['token'],
    metrics: counted('CallbackTokenUsed'),
    fields: [],
  },
  'callback-token.unnoted': {
    means: 'Which version of the token callbacks come with could not be kept; the callbacks were taken.',
    level: 'error',
    dimensions: [],
    metrics: counted('CallbackTokenUnnoted'),
    fields: ['error', 'code'],
  },
} as const satisfies Record<string, EventDefinition>;

type Events = typeof events;
export type EventName = keyof Events;
/** The events of a level. */
export type NameOf<Level extends EventDefinition['level']> = {
  [Name in EventName]: Events[Name]['level'] extends Level ? Name : never;
}[EventName];

export type LogValue = string | number | boolean | null | undefined | readonly string[];
type ValueField<Name extends EventName> = Extract<Events[Name]['metrics'][number], { of: EventField }>['of'];

/** What an event is told with: its dimensions and its metrics' values always, the rest where it is known. */
export type FieldsOf<Name extends EventName> = Record<Events[Name]['dimensions'][number], string | number> &
  Record<ValueField<Name>, number> &
  Partial<Record<Events[Name]['fields'][number], LogValue>>;

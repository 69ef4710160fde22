/**
 * All fields that a log line may have beside its time, level and name. Never a body, a token or a person: a field that
 * is not named here is not written.
 */
export const eventFields = {
  authority: 'the authority of the lane',
  message: "the message's name in the contract",
  reference: "the operator's reference of the filing",
  kind: 'the kind of the filing, by its name in the contract',
  platform: 'the platform that submitted it',
  platforms: 'the platforms that submitted them',
  messageId: 'the id that goes with the message',
  httpStatus: "the status of the authority's answer; null where there was none",
  cause: 'the cause for which nothing can be sent, by its code in causes.md',
  detail: 'the detail of the cause: a code of Node.js or of OAuth2, or the answer of the token endpoint',
  certificate: "what is wrong with the lane's own certificate: missing, wrong, expired or foreign",
  reason: 'the event that it waits for, in our words',
  sender: 'the unique id of the role or user that put a message on the outbox, as SQS has it',
  digest: 'the digest of the submission as it came, by which its outcome is found',
  faults: 'each departure from the contract, as the field and the rule; or their number',
  sqsMessageId: "the queue's id of the message that comes back",
  entry: 'the key of the message in its filing',
  status: 'the HTTP status that the caller was given',
  code: "the error's code",
  error: "the error's class: never its text, which may quote a declaration",
  route: 'the route of the callback API, without what fills it',
  token: 'the version of the callback token that was given: current or previous',
  state: 'the state of the lane: closed, open, probing, ramping or paused',
  feed: "the feed's name in the contract",
  unreadMinutes: 'the minutes for which a feed was not read to its end',
  openMinutes: 'the minutes for which nothing but single probes has been sent; 0 while the lane sends',
  pausedMinutes: 'the minutes for which an operator has stopped the lane; 0 while it is not paused',
  waiting: 'the number of messages parked in the ledger, counted up to 10,000',
  alone: 'the number of messages that fail although others pass, counted up to 20',
  failures: 'the number of failed calls of the message',
  due: 'the time at which it goes again',
  count: 'the number',
  deadline: 'the time by which the next step of the filing is due',
  days: 'the days before the authority ends it',
} as const;
export type EventField = keyof typeof eventFields;

/** A metric of an event: its count, or the field with its value. */
export interface Metric {
  name: string;
  unit: 'Count' | 'None';
  of?: EventField;
}

export interface EventDefinition {
  means: string;
  /** `error` calls for a person. */
  level: 'info' | 'error';
  /** The dimensions of its metrics beside the stage: with few values, never one for each message. */
  dimensions: readonly EventField[];
  metrics: readonly Metric[];
  /** Fewer dimensions, beside the stage, by which its metrics are counted once more, over all values of the others. */
  alsoBy?: readonly EventField[];
  /** The other fields of its line. */
  fields: readonly EventField[];
}

/**
 * All fields that a log line may have beside its time, level and name. Never a body, a token or a person: a field that
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
  /** The other fields of its line. */
  fields: readonly EventField[];
}

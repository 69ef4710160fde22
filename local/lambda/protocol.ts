/** An invocation, as the runner sends it to a function's process. */
export interface InvokeMessage {
  requestId: string;
  /** The time at which the function is killed, in milliseconds since the epoch. */
  deadline: number;
  arn: string;
  event: unknown;
}

/** A function's error, as Lambda reports it. */
export interface ErrorReport {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

/** A message from a function's process to the runner. */
export type InstanceMessage =
  | { kind: 'ready' }
  | { kind: 'init-failed'; error: ErrorReport }
  | { kind: 'answered'; requestId: string; answer: unknown }
  | { kind: 'failed'; requestId: string; error: ErrorReport };

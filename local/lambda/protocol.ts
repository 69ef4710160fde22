/** What the runner tells a function's process. */
export interface InvokeMessage {
  requestId: string;
  /** When the function is killed, in milliseconds of the clock. */
  deadline: number;
  arn: string;
  event: unknown;
}

/** What a function's error looks like, as Lambda reports it. */
export interface ErrorReport {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

/** What a function's process tells the runner. */
export type InstanceMessage =
  | { kind: 'ready' }
  | { kind: 'init-failed'; error: ErrorReport }
  | { kind: 'answered'; requestId: string; answer: unknown }
  | { kind: 'failed'; requestId: string; error: ErrorReport };

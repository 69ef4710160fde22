import { type CommandFields, times } from './read-command.ts';

/** A fault of the answer to a call. `times` is the number of calls that it strikes, 1 by default. */
export type AnswerFault =
  /** 500, and the message is not processed. */
  | { kind: 'http-500'; times?: number }
  /** 500, although the message is processed. */
  | { kind: 'http-500-processed'; times?: number }
  /** No answer for as long as the connection lasts. */
  | { kind: 'timeout'; times?: number; processed?: boolean }
  /** 401, although the token is good. */
  | { kind: 'reject-token'; times?: number }
  /** 404, although the path is known. */
  | { kind: 'not-found'; times?: number }
  /** Any status, and the message is not processed. */
  | { kind: 'status'; status: number; times?: number };

/** The answer to a call in place of the right one. */
export interface SpoiltAnswer {
  kind: string;
  /** `undefined`: no answer at all. */
  status: number | undefined;
  /** True if the message is processed all the same. */
  processed: boolean;
}

/** The fields of each kind. */
export const answerFaultFields = {
  'http-500': { times },
  'http-500-processed': { times },
  timeout: { times, processed: 'boolean' },
  'reject-token': { times },
  'not-found': { times },
  status: { times, status: { least: 200, most: 599, required: true } },
} as const satisfies CommandFields<AnswerFault['kind']>;

/** The same, for an authority that has several endpoints: the name of one, where it is not the usual. */
export function answerFaultFieldsAt(endpoints: readonly string[]): CommandFields<AnswerFault['kind']> {
  const at = { among: endpoints };
  const fields = Object.entries(answerFaultFields).map(([kind, own]) => [kind, { ...own, at }]);
  return Object.fromEntries(fields) as CommandFields<AnswerFault['kind']>;
}

export const answerFaultKinds = Object.keys(answerFaultFields) as AnswerFault['kind'][];

const statusOf = { 'http-500': 500, 'http-500-processed': 500, 'reject-token': 401, 'not-found': 404 } as const;

/** The answer that a fault makes. */
export function spoiltAnswer(fault: AnswerFault): SpoiltAnswer {
  const { kind } = fault;
  if (kind === 'timeout') return { kind, status: undefined, processed: fault.processed ?? false };
  if (kind === 'status') return { kind, status: fault.status, processed: false };
  return { kind, status: statusOf[kind], processed: kind === 'http-500-processed' };
}

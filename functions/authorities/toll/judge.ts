import { boundedError } from '../../../schemas/bounded-error.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { partsOfJson } from '../../../schemas/exact-json.ts';
import { textAt } from '../../../schemas/fault.ts';
import { isObject, jsonIn } from '../../../schemas/json.ts';
import { refusalErrors } from '../../../schemas/toll/errors.ts';
import { isReuse } from '../../../schemas/toll/presentations.ts';
import type { ReadResponse } from '../../tokens/token-response.ts';
import type { Verdict } from '../authority.ts';
import { judgeStatus } from '../calling/judge-status.ts';

/** The presentation is there; its validation has to be asked for. */
export interface Taken {
  kind: 'taken';
  httpStatus: number;
}

/** Statuses of a request that is not validated yet; any other is kept. */
const NOT_YET = /^(?:PENDING|RECEIVED|ACCEPTED|IN_?PROGRESS|PROCESSING|NOT_?READY)$/i;

/**
 * The verdict on a presentation.
 * @param mayHaveArrived an earlier call may have arrived: then the refusal of its id as used proves that it did (TO-3)
 */
export function judgePresentation(
  { httpStatus, text, retryMs }: ReadResponse,
  mayHaveArrived: boolean,
): Verdict | Taken {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: 'taken', httpStatus };
  const errors = refusalErrors(jsonIn(text));
  const [error = errorIn(text)] = errors;
  const verdict = judgeStatus(httpStatus === 409 ? 422 : httpStatus, error, retryMs);
  if (verdict.kind !== 'refused') return verdict;
  if (mayHaveArrived && [error, ...errors].some(isReuse)) return { kind: 'taken', httpStatus };
  return {
    ...verdict,
    httpStatus,
    ...(errors.length > 0 && { answer: { message: 'validation-errors', body: text } }),
  };
}

/**
 * [TO-4] The verdict on the question for a request's status: not known yet, or known, which is the answer to the
 * presentation.
 * @param requestId the request, where the response has several
 */
export function judgeStatusAnswer(response: ReadResponse, requestId: string, againMs: number): Verdict {
  const { httpStatus, text, retryMs } = response;
  const pending = { kind: 'pending', httpStatus, retryMs: Math.max(againMs, retryMs ?? 0) } as const;
  if (httpStatus === 404) return pending;
  if (httpStatus < 200 || httpStatus >= 300) {
    const verdict = judgeStatus(httpStatus, errorIn(text), retryMs);
    // The question is ours, so that its refusal says nothing of the presentation.
    return verdict.kind === 'refused'
      ? { kind: 'misdirected', cause: `http-${httpStatus}`, httpStatus, error: verdict.error }
      : verdict;
  }
  const body = statusIn(text, requestId) ?? '';
  const found = jsonIn(body);
  const status = textAt(found, '/status');
  if (!isObject(found) || status === undefined || NOT_YET.test(status)) return pending;
  const answer = body === text ? { body } : { body, raw: text };
  return { kind: 'accepted', httpStatus, answer: { message: 'validation-status', ...answer } };
}

/**
 * The status of a request in a response, as it is written there: the last in a list that is of it, or the only one,
 * unless that names another request. A UUID may be written in either case.
 */
function statusIn(text: string, requestId: string): string | undefined {
  const isList = Array.isArray(jsonIn(text));
  const statuses = isList ? partsOfJson(text).map((part) => part.text) : [text];
  const namedBy = (one: string) => textAt(jsonIn(one), '/requestId') ?? (isList ? undefined : requestId);
  return statuses.findLast((one) => namedBy(one)?.toLowerCase() === requestId.toLowerCase());
}

/** The words of a body in another form, bounded. */
export function errorIn(text: string): AuthorityError {
  const value = jsonIn(text);
  const said = ['/error_description', '/message', '/detail', '/error'].map((name) => textAt(value, name)).find(Boolean);
  const errorDescription = said ?? text.replace(/\s+/g, ' ').trim();
  return errorDescription ? boundedError({ errorDescription }) : {};
}

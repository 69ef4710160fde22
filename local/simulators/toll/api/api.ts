import type { Account } from '../account.ts';
import type { Endpoint } from '../http/endpoints.ts';
import type { Office } from './office.ts';

/** A call of Tolletaten's own services. */
export interface ApiCall {
  endpoint: Endpoint;
  query: URLSearchParams;
  contentType: string | undefined;
  bytes: Buffer | undefined;
  authorization: string | undefined;
}

export interface ApiAnswer {
  status: number;
  body?: object;
}

export interface ApiOptions {
  /** The account whose token is in an Authorization header; the reason where there is none. */
  holder: (authorization: string | undefined) => Account | string;
  office: (account: Account) => Office;
  shortPage: (left: number) => number | undefined;
}

/** Answers a call of presentation or routing. */
export function answerApi(call: ApiCall, { holder, office, shortPage }: ApiOptions): ApiAnswer {
  const account = holder(call.authorization);
  if (typeof account === 'string') return { status: 401, body: { status: 401, message: account } };
  const { name, message = '', requestId } = call.endpoint;
  if (name === 'presentation') return present(call, message, office(account));
  if (name === 'validation-status') return tellStatus(office(account), requestId ?? call.query.get('requestId'));
  return tellRouting(office(account), call.query.get('marker'), shortPage);
}

/** Accepted is 202, and has no body. */
function present({ bytes, contentType }: ApiCall, message: string, office: Office): ApiAnswer {
  if (bytes === undefined) return { status: 413, body: { status: 413, message: 'The body is too large' } };
  if (!/^application\/json\b/i.test(contentType ?? ''))
    return { status: 415, body: { status: 415, message: 'The Content-Type is not application/json' } };
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { status: 400, body: { status: 400, message: 'The body is not JSON' } };
  }
  const validationErrors = office.take(message, body);
  return validationErrors.length > 0 ? { status: 400, body: { validationErrors } } : { status: 202 };
}

/** Unknown and not ready are the same 404; a failure is told with 202. */
function tellStatus(office: Office, requestId: string | null): ApiAnswer {
  if (requestId === null) return { status: 200, body: office.statuses() };
  const result = office.status(requestId);
  if (!result) return { status: 404, body: { status: 404, message: 'The status is not ready' } };
  return { status: result['status'] === 'FAILURE' ? 202 : 200, body: result };
}

function tellRouting(office: Office, marker: string | null, shortPage: ApiOptions['shortPage']): ApiAnswer {
  const page = office.feed.page(marker, shortPage);
  if (page) return { status: 200, body: page };
  return { status: 400, body: { validationErrors: [{ field: 'marker', error: 'is not the id of a routing result' }] } };
}

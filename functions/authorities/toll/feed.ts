import { createHash } from 'node:crypto';
import { partsOfJson } from '../../../schemas/exact-json.ts';
import { textAt } from '../../../schemas/fault.ts';
import { jsonIn } from '../../../schemas/json.ts';
import { parseMessage } from '../../../schemas/message-text.ts';
import { consignmentReference } from '../../../schemas/toll/consignment-reference.ts';
import type { ReadResponse } from '../../tokens/token-response.ts';
import type { FeedItem, FeedVerdict } from '../authority.ts';
import { judgeStatus } from '../calling/judge-status.ts';
import { errorIn } from './judge.ts';

/** The most bytes of a page: it has 1,000 signals at most. */
export const PAGE_BYTES = 8 * 1024 * 1024;

/** An id is a UUID; a filing's reference, which it may become, has 100 characters at most. */
const USABLE_ID = /^[\x21-\x7e]{1,100}$/;

/**
 * [TO-5] A page of signals: its marker is the id of the last one, and another page follows until an empty one.
 * @param marker that of the page before
 * @param platform the platform that is told of consignments that no platform presented
 */
export function judgePage(
  { httpStatus, text, retryMs }: ReadResponse,
  marker: string | undefined,
  platform: string | undefined,
): FeedVerdict {
  if (httpStatus < 200 || httpStatus >= 300) {
    const verdict = judgeStatus(httpStatus, errorIn(text), retryMs);
    return verdict.kind === 'accepted' || verdict.kind === 'refused' ? misdirected(httpStatus, text) : verdict;
  }
  // An empty body is an empty list.
  if (text.trim() !== '' && !Array.isArray(jsonIn(text))) return misdirected(httpStatus, text);
  const signals = partsOfJson(text).map((part) => ({ body: part.text, signal: parseMessage(part.text) }));
  const items = signals.map((one) => itemOf(one, platform));
  const last = signals.map(({ signal }) => idOf(signal)).findLast((id) => id !== undefined);
  return { kind: 'page', items, marker: last ?? marker ?? '', more: last !== undefined };
}

/** A signal, under its consignment; one without a transport document under its own id. Its text stays as it came. */
function itemOf({ body, signal }: { body: string; signal: unknown }, platform: string | undefined): FeedItem {
  const messageId = idOf(signal) ?? createHash('sha256').update(body).digest('hex').slice(0, 36);
  return {
    ...{ message: 'routing', kind: 'consignment', messageId, body },
    reference: consignmentReference(signal) ?? messageId,
    ...(platform !== undefined && { platform }),
  };
}

/** The id of a signal; undefined where it has none, or one that no key and no marker can hold. */
function idOf(signal: unknown): string | undefined {
  const id = textAt(signal, '/routingResult/id');
  return id !== undefined && USABLE_ID.test(id) ? id : undefined;
}

function misdirected(httpStatus: number, text: string): FeedVerdict {
  return { kind: 'misdirected', cause: `http-${httpStatus}`, httpStatus, error: errorIn(text) };
}

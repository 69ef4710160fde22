import { createHash } from 'node:crypto';
import { textAt } from '../../../schemas/fault.ts';
import { jsonIn } from '../../../schemas/json.ts';
import { consignmentReference } from '../../../schemas/toll/consignment-reference.ts';
import type { ReadResponse } from '../../tokens/token-response.ts';
import type { FeedItem, FeedVerdict } from '../authority.ts';
import { judgeStatus } from '../calling/judge-status.ts';
import { errorIn } from './judge.ts';

/** The most bytes of a page: it has 1,000 signals at most. */
export const PAGE_BYTES = 8 * 1024 * 1024;

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
  const list = text.trim() === '' ? [] : jsonIn(text);
  if (!Array.isArray(list)) return misdirected(httpStatus, text);
  const items = list.map((one) => itemOf(one, platform));
  const last = list.map((one) => textAt(one, '/routingResult/id')).findLast((id) => id !== undefined);
  return { kind: 'page', items, marker: last ?? marker ?? '', more: last !== undefined };
}

/** A signal, under its consignment; one without a transport document under its own id. */
function itemOf(signal: unknown, platform: string | undefined): FeedItem {
  const body = JSON.stringify(signal);
  const messageId = textAt(signal, '/routingResult/id') ?? createHash('sha256').update(body).digest('hex').slice(0, 36);
  return {
    ...{ message: 'routing', kind: 'consignment', messageId, body },
    reference: consignmentReference(signal) ?? messageId,
    ...(platform !== undefined && { platform }),
  };
}

function misdirected(httpStatus: number, text: string): FeedVerdict {
  return { kind: 'misdirected', cause: `http-${httpStatus}`, httpStatus, error: errorIn(text) };
}

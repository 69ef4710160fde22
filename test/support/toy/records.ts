import type { FilingKey, ReceivedRecord, SentRecord, StatedRecord } from '../../../functions/ledger/records.ts';
import type { Facts } from '../../../schemas/contract.ts';
import { ARRIVED_AT, SENT_AT } from '../parked.ts';
import { ID } from './messages.ts';
import { paths } from './paths.ts';
import { TOY } from './register.ts';

/** A ledger's records for tests: a letter that is sent at 9:00:00, and what comes six seconds later. */

export const letterKey: FilingKey = { authority: TOY, kind: 'declaration', reference: ID };
export const requestKey: FilingKey = { authority: TOY, kind: 'request', reference: 'REQ-1' };

export function sent(more: Partial<SentRecord> = {}): SentRecord {
  return {
    type: 'sent',
    message: 'Letter',
    attempt: 1,
    at: SENT_AT,
    messageId: 'm-1',
    platform: 'shop-1',
    digest: 'd-1',
    claimedBy: 'q-1',
    body: '{}',
    ...more,
  };
}

const pathOf: Readonly<Record<string, string>> = {
  ...{ Complaint: paths.complaints, News: paths.news, Reply: paths.told },
  ...{ Registered: paths.registrations, Recalled: paths.decisions, Changed: paths.decisions },
};

/** A message of the toymaker; an error is about a letter, unless `more` names another path. */
export function received(
  message: string,
  payload: { header: { messageId: string } } | { answer: string },
  more: Partial<ReceivedRecord> = {},
): ReceivedRecord {
  return {
    type: 'received',
    message,
    path: pathOf[message] ?? paths.receipts,
    at: ARRIVED_AT,
    messageId: 'answer' in payload ? payload.answer : payload.header.messageId,
    body: JSON.stringify(payload),
    drift: [],
    ...more,
  };
}

/** The statement about a letter in the answer to a question. */
export function stated(facts: Facts, more: Partial<StatedRecord> = {}): StatedRecord {
  return {
    type: 'stated',
    message: 'Reply',
    at: ARRIVED_AT,
    messageId: 'c-1',
    via: { kind: 'consultation', reference: 'c' },
    facts,
    ...more,
  };
}

import type { FilingKey, ReceivedRecord, SentRecord, StatedRecord } from '../../functions/ledger/records.ts';
import type { Facts } from '../../schemas/contract.ts';
import { toOperator } from '../../schemas/delta-h7/paths.ts';
import { ARRIVED_AT, SENT_AT } from './parked.ts';

/** A ledger's records for tests: a declaration that is sent at 9:00:00, and what comes six seconds later. */

export const declarationKey = { authority: 'delta-h7', kind: 'declaration', reference: 'FR26-TEST-1' } as const;
export const requestKey: FilingKey = { authority: 'delta-h7', kind: 'request', reference: 'REQ-1' };

export function sent(more: Partial<SentRecord> = {}): SentRecord {
  return {
    type: 'sent',
    message: 'Creation_H7',
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

/** A message of customs; about a declaration, unless `more` names another path. */
export function received(
  message: string,
  payload: { header: { messageId: string } },
  more: Partial<ReceivedRecord> = {},
): ReceivedRecord {
  return {
    type: 'received',
    message,
    path: message === 'Error_H7' ? toOperator.declarationErrors : toOperator.declarationResponses,
    at: ARRIVED_AT,
    messageId: payload.header.messageId,
    body: JSON.stringify(payload),
    drift: [],
    ...more,
  };
}

/** The statement of a consultation's answer on the declaration. */
export function stated(facts: Facts, more: Partial<StatedRecord> = {}): StatedRecord {
  return {
    type: 'stated',
    message: 'Response_Consult_H7',
    at: ARRIVED_AT,
    messageId: 'c-1',
    via: { kind: 'consultation', reference: 'c' },
    facts,
    ...more,
  };
}

/** The answer of customs to a message that failed for reasons of its own. */
export const technicalError = { errorDescription: 'Service indisponible' };

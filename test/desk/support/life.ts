import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { errorMessage, response, state } from '../../support/messages.ts';

export const keyOf = (reference: string): FilingKey => ({ authority: 'delta-h7', kind: 'declaration', reference });

/** The events of a declaration, written into a ledger as the functions write them. */
export function lifeIn(ledger: Ledger) {
  let count = 0;
  const receive = (reference: string, at: string, message: string, body: object, fact: string, customs?: string) => {
    count += 1;
    const path = message === 'Error_H7' ? toOperator.declarationErrors : toOperator.declarationResponses;
    const record = { message, path, at, messageId: `in-${count}`, body: JSON.stringify(body), drift: [] };
    return ledger.receive(
      keyOf(reference),
      { type: 'received', ...record },
      { fact, ...(customs && { authorityReference: customs }) },
    );
  };
  return {
    sent(reference: string, at: string, attempt = 1, digest = `d-${attempt}`) {
      count += 1;
      const out = { messageId: `out-${count}`, platform: 'shop-1', digest, claimedBy: 'q-1', body: '{}' };
      return ledger.claim(keyOf(reference), { type: 'sent', message: 'Creation_H7', attempt, at, ...out });
    },
    validated(reference: string, at: string, customs = `C-${reference}`) {
      const body = response({ lrn: reference, reference: customs, mrn: '26FR0000000000AB12', at: zoned(at) });
      return receive(reference, at, 'Response_H7', body, 'validated', customs);
    },
    released(reference: string, at: string) {
      const body = state({ lrn: reference, reference: `C-${reference}`, mrn: '26FR0000000000AB12', at: zoned(at) });
      return receive(reference, at, 'State_H7', body, 'released');
    },
    rejected(reference: string, at: string) {
      return receive(reference, at, 'Error_H7', errorMessage(reference), 'rejected');
    },
    failed(reference: string, at: string) {
      return receive(reference, at, 'Error_H7', errorMessage(reference, [{ errorDescription: 'down' }]), 'rejected');
    },
    refused(
      reference: string,
      at: string,
      digest = 'r-1',
      errors = [{ errorPointer: '/payload', errorDescription: 'wrong' }],
    ) {
      const record = {
        type: 'refused',
        message: 'Creation_H7',
        at,
        platform: 'shop-1',
        digest,
        claimedBy: 'q-1',
        errors,
      } as const;
      return ledger.refuse(keyOf(reference), record);
    },
    held(reference: string, at: string) {
      const settlement = {
        verdict: 'parked',
        httpStatus: 500,
        error: { errorDescription: 'unavailable' },
        at,
        due: at,
      } as const;
      return ledger.settle(keyOf(reference), { message: 'Creation_H7', attempt: 1 }, settlement);
    },
  };
}

const zoned = (at: string) => `${at.slice(0, 19)}+00:00[UTC]`;

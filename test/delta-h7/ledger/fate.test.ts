import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey, ReceivedRecord } from '../../../functions/ledger/records.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { fateTable } from '../../support/fates.ts';
import { errorMessage, functionalError, response } from '../../support/messages.ts';
import { declarationKey, received, requestKey, sent, technicalError } from '../../support/records.ts';

const consultationKey: FilingKey = { authority: 'delta-h7', kind: 'consultation', reference: 'm-1' };
const wrongItems = { errorType: 15, errorCode: 'H7_NAT_001', errorPointer: 'items' };

/** Each message with its answer, as fates distinguish them. */
const messages = [
  ['Creation_H7', declarationKey, toOperator.declarationErrors, received('Response_H7', response())],
  ['Fallback_H7', declarationKey, toOperator.declarationErrors, received('Response_H7', response())],
  ['Validation_H7', declarationKey, toOperator.validationErrors, received('State_H7', response({ state: 'VLD' }))],
  ...(['Request_Invalidation_H7', 'Request_Amendment_H7'] as const).map(
    (message) =>
      [message, requestKey, toOperator.requestErrors, received('Response_Registration_H7', registration())] as const,
  ),
  ['Consult_H7', consultationKey, toOperator.declarationErrors, received('Response_Consult_H7', response())],
] as const;

function registration() {
  return {
    header: { messageDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]', messageId: 'r-1' },
    request: { operatorRequestReference: 'REQ-1', customsRequestReference: '77' },
    ...{ requestState: { state: 'ENR', stateDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]' } },
  };
}

describe.each(messages)('the fate of a %s', (message, key, path, answer) => {
  const provesArrival = message === 'Creation_H7' || message === 'Fallback_H7';

  it.each(fateTable)('[F1] [F2] [H7-E500t] that was %s', (_, send, fates) => {
    const at = send.resumedAt ? '2026-11-22T09:01:06.000Z' : '2026-11-22T09:00:06.000Z';
    const error = (errors: unknown[]) => received('Error_H7', errorMessage('FR26-TEST-1', errors), { path, at });
    const came: (ReceivedRecord | undefined)[] = [
      undefined,
      { ...answer, at },
      error([wrongItems]),
      error([technicalError]),
      error([functionalError()]),
    ];
    const record = sent({ message, ...send });
    const found = came.map((one) => readFiling(key, one ? [record, one] : [record]).statusOf(record));
    const [, , functional] = fates;
    // No error says of the other messages that the authority has them already.
    expect(found).toEqual(provesArrival ? fates : [...fates.slice(0, 4), functional]);
  });
});

import { randomUUID } from 'node:crypto';
import { toOperator } from '../../../../schemas/delta-h7/paths.ts';
import type { ExchangeKind, ExchangeSide } from '../../../support/exchange/exchange.ts';
import {
  creation,
  errorMessage,
  fallback,
  functionalError,
  response,
  submissionOf,
} from '../../../support/messages.ts';
import { declarationKey, received, requestKey, sent, technicalError } from '../../../support/records.ts';
import { deltaH7Faked } from './send-ports.ts';

const consultationId = 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab1795338000';
const LRN = declarationKey.reference;
const MRN = '26FR0000000000AB12';
const wrongItems = { errorType: 15, errorCode: 'H7_NAT_001', errorPointer: 'items' };

const request = { operatorRequestReference: 'REQ-1' };
const headerOf = (messageId: string) => ({
  ...{ messageDateTime: '2026-11-22T11:00:00+01:00[Europe/Paris]' },
  messageId,
});
const declarationAnswer = (message: string, state: string) => (messageId: string) =>
  received(message, response({ messageId, state, mrn: MRN, at: '2026-11-22T11:00:00+01:00[Europe/Paris]' }));
const registration = (messageId: string) =>
  received(
    'Response_Registration_H7',
    { header: headerOf(messageId), ...{ request: { ...request, customsRequestReference: '77' } } },
    { path: toOperator.requestRegistrations },
  );
const declared = { key: declarationKey, errorsAt: toOperator.declarationErrors, again: 'duplicate' } as const;

const kinds: Record<string, ExchangeKind> = {
  Creation_H7: { ...declared, submission: submissionOf(creation()), answer: declarationAnswer('Response_H7', 'VLD') },
  Fallback_H7: {
    ...declared,
    submission: submissionOf(fallback(), { message: 'Fallback_H7' }),
    answer: declarationAnswer('Response_H7', 'VLD'),
  },
  Validation_H7: {
    key: declarationKey,
    submission: submissionOf({ header: { lrn: LRN } }, { message: 'Validation_H7' }),
    errorsAt: toOperator.validationErrors,
    before: 'anticipated',
    answer: declarationAnswer('State_H7', 'VLD'),
    again: 'functional',
  },
  Request_Invalidation_H7: {
    key: requestKey,
    submission: submissionOf(
      { header: { ...request, invalidationMotivation: 'twice' }, declarations: [{ lrn: LRN }] },
      { message: 'Request_Invalidation_H7' },
    ),
    errorsAt: toOperator.requestErrors,
    before: 'validated',
    answer: registration,
    again: 'functional',
  },
  Request_Amendment_H7: {
    key: requestKey,
    submission: submissionOf(
      { header: { ...request, lrn: LRN, amendmentMotivation: 'more' }, declaration: creation().declaration },
      { message: 'Request_Amendment_H7' },
    ),
    errorsAt: toOperator.requestErrors,
    before: 'validated',
    answer: registration,
    again: 'functional',
  },
  Consult_H7: {
    key: { authority: 'delta-h7', kind: 'consultation', reference: consultationId },
    submission: submissionOf(
      {
        header: { messageId: consultationId },
        clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
        declarations: [{ lrn: LRN }],
      },
      { message: 'Consult_H7', reason: 'after an incident' },
    ),
    errorsAt: toOperator.declarationErrors,
    answer: (messageId) => received('Response_Consult_H7', { header: headerOf(messageId), ...{ declarations: [] } }),
    again: 'functional',
  },
};

const filed = sent({ messageId: 'm-0', claimedBy: 'q-0', body: JSON.stringify(creation()) });
const errors = { functional: wrongItems, technical: technicalError, duplicate: functionalError() };

/** Delta-H7's side of an exchange. */
export const deltaH7Side: ExchangeSide = {
  authority: (now) => deltaH7Faked(now, randomUUID),
  kinds,
  declaration: {
    ...{ key: declarationKey, filed, authorityReference: '2282319' },
    answer: (before) => {
      const more = before === 'validated' ? { state: 'VLD', mrn: MRN } : { state: 'ANT' };
      return received('Response_H7', response({ messageId: 'r-0', ...more }));
    },
  },
  error: (what, id, path) => received('Error_H7', errorMessage(LRN, [errors[what]], id), { path }),
};

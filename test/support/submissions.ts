import { creation, item, submissionOf } from './messages.ts';

/** Books: customs leaves them validated, so that there is time to ask for something. */
export const books = { ...item(), commodityCode: '490300' };

/** A creation, as a platform puts it on the outbox. */
export const filed = (lrn: string, type: 'A' | 'D' = 'A', items?: unknown[]) =>
  submissionOf(creation(lrn, type, items));

/** A creation that customs rejects: there is no such agreement. */
export function wrong(lrn: string): string {
  const message = creation(lrn);
  message.declaration.clearanceAgreement.clearanceAgreementNumber = 'B234567';
  return submissionOf(message);
}

export const validation = (lrn: string) => submissionOf({ header: { lrn } }, { message: 'Validation_H7' });

export const invalidation = (reference: string, lrn: string, motivation = 'ordered by mistake') =>
  submissionOf(
    {
      header: { operatorRequestReference: reference, invalidationMotivation: motivation },
      declarations: [{ lrn }],
    },
    { message: 'Request_Invalidation_H7' },
  );

export const amendment = (reference: string, lrn: string, motivation = 'wrong description') =>
  submissionOf(
    {
      header: { operatorRequestReference: reference, amendmentMotivation: motivation, lrn },
      declaration: creation(lrn, 'A', [{ ...books, goodsDescription: 'Second-hand books' }]).declaration,
    },
    { message: 'Request_Amendment_H7' },
  );

export const filedByFallback = (lrn: string, items?: unknown[]) =>
  submissionOf(
    {
      ...creation(lrn, 'A', items),
      fallbackProcedureInformation: {
        manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
        fallbackReferenceNumber: '17',
      },
    },
    { message: 'Fallback_H7' },
  );

export const consultation = (id: string, lrns: readonly string[]) =>
  submissionOf(
    {
      header: { messageId: id },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: lrns.map((lrn) => ({ lrn })),
    },
    { message: 'Consult_H7', platform: 'desk', reason: 'callbacks lost on Tuesday' },
  );

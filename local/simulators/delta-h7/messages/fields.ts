import type { Field } from '../checks/checks.ts';
import { form, object, required, text } from '../checks/checks.ts';
import { isCustomsDateTime } from '../life/clock.ts';

/* The fields that several messages have, in the formats of the published schemas. */

export const dateTime = form(isCustomsDateTime, 'AAAA-MM-DDThh:mm:ss[offset][ZoneID]');
export const country = form((value) => /^[A-Z]{2}$/.test(value), 'a2');
export const lrn = text(22);
export const customsDeclarationReference = text(22);
export const mrn = form((value) => /^[0-9a-zA-Z]{18}$/.test(value), 'an18');
export const operatorRequestReference = text(35);
export const clearanceAgreementNumber = text(8);
export const clearanceAgreement = object({ clearanceAgreementNumber: required(clearanceAgreementNumber) });
/** Its list of codes is not public, and no length is stated. */
export const motivation = text(Number.POSITIVE_INFINITY);
export const documentType = form((value) => value.length === 4, 'an4');

/** The beginning of every header. */
export const common: Readonly<Record<string, Field>> = {
  messageDateTime: required(dateTime),
  messageId: required(text(291)),
};

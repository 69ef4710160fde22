import { z } from 'zod';
import { declaration } from './declaration.ts';
import { dateTime, lrn, messageId, text } from './fields.ts';

/**
 * Brings a declaration of the fallback procedure into the system (§8): as Creation_H7, always
 * validated, with the manifest on which the goods were cleared. It may carry the LRN of a
 * declaration that the outage blocked. Source: the published Fallback_H7 0.3.0.
 */
export const fallbackH7Schema = z.strictObject({
  header: z.strictObject({ messageDateTime: dateTime, messageId, lrn }),
  fallbackProcedureInformation: z.strictObject({
    manifestLodgementDateTime: dateTime,
    /** The sequence number on the manifest. */
    fallbackReferenceNumber: text(10),
  }),
  declaration,
});

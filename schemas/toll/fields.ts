import * as z from 'zod';
import { lazily } from '../lazily.ts';
import { transportDocumentTypes } from './transport-document-types.ts';

/**
 * The id of one request, chosen by the client: a second call with the same one is refused. In capitals it would be the
 * same request to the authority, and another filing here.
 */
export const requestId = lazily(() =>
  z
    .guid('a UUID')
    .regex(/^[^A-F]*$/, 'a UUID in small letters')
    .meta({ format: 'uuid' }),
);

/** [TO-7] A customs office of presentation (CL141), by its form: which ones there are is for the authority to say. */
export const customsOffice = lazily(() =>
  z
    .string()
    .regex(/^[A-Z]{2}[A-Z0-9]{6}$/, 'customs office of two capital letters and six letters or digits, as NO351001'),
);

/** The MRN of an entry summary declaration. */
export const movementReferenceNumber = lazily(() =>
  z.string().regex(/^[0-9]{2}[A-Z]{2}[A-Z0-9]{14}$/, 'MRN of 18 characters, as 23NO00000000000001'),
);

/** [TO-7] A transport document, its type of CL754. Further fields are kept. */
export const transportDocument = lazily(() =>
  z.looseObject({
    documentNumber: z.string().min(1, 'must not be empty').max(70, 'at most 70 characters'),
    type: z.enum(
      Object.keys(transportDocumentTypes) as (keyof typeof transportDocumentTypes)[],
      'a type of transport document (CL754)',
    ),
  }),
);

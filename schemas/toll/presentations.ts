import * as z from 'zod';
import type { AuthorityError, OutboundMessage } from '../contract.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { customsOffice, movementReferenceNumber, requestId, transportDocument } from './fields.ts';
import { paths } from './paths.ts';

const grounds = 'fields of the sister services of the movement declaration; those of this one are not public';

/**
 * True for the refusal of a `requestId` that was used before. Its words are not public: any fault of that field is one,
 * since its form was checked before it left.
 */
export function isReuse({ errorPointer = '', errorDescription = '' }: AuthorityError): boolean {
  if (/requestId$/i.test(errorPointer)) return !/must not be (?:null|blank)/i.test(errorDescription);
  return /request\W?id/i.test(errorDescription) && /used|reus|unique|duplicat|exist|already/i.test(errorDescription);
}

interface Presented {
  message: string;
  title: string;
  certainty: OutboundMessage['certainty'];
  /** The body; its `requestId` is filled in where it is left out. */
  body: () => z.ZodObject;
}

/** [TO-2] The presentation of goods. Each is the last part of its URL. */
function presentation({ message, title, certainty, body }: Presented): OutboundMessage {
  return {
    message,
    direction: 'outbound',
    title,
    source: 'Fremlegging, Grensesnittbeskrivelse',
    certainty,
    schema: body,
    submission: lazily(() => body().partial({ requestId: true })),
    filing: 'presentation',
    reference: '/requestId',
    standIn: requestId,
    declarationAt: '',
    path: `${paths.presentation}/${message}`,
    // [TO-3] The request keeps its id, so that a second one shows that the first arrived.
    afterSilence: 'resend',
    provesArrival: isReuse,
    answeredBy: ['validation-status'],
    isAnswered: ({ state }) => state !== null,
  };
}

/** A body of which only what is here is known; further fields are taken and kept. */
const likely = (fields: z.ZodRawShape) =>
  lazily(() =>
    inferred(
      z.looseObject({
        requestId: requestId(),
        customsOfficeOfPresentation: customsOffice().optional(),
        ...fields,
      }),
      grounds,
    ),
  );

const identifier = z.string().min(1, 'must not be empty').max(70, 'at most 70 characters').optional();

export const presentations: readonly OutboundMessage[] = [
  presentation({
    message: 'house-consignment',
    title: 'Presents a house consignment',
    certainty: 'inferred',
    body: lazily(() => likely({ transportDocumentHouseLevel: transportDocument().optional() })()),
  }),
  presentation({
    message: 'receptacle',
    title: 'Presents a receptacle of postal items, with all consignments in it',
    certainty: 'inferred',
    body: likely({ receptacleIdentificationNumber: identifier }),
  }),
  presentation({
    message: 'entry-summary-declaration',
    title: 'Presents an entry summary declaration, with all consignments under it',
    certainty: 'verified',
    body: lazily(() =>
      z.looseObject({
        requestId: requestId(),
        customsOfficeOfPresentation: customsOffice(),
        mrn: movementReferenceNumber(),
      }),
    ),
  }),
  presentation({
    message: 'master-consignment',
    title: 'Presents a master consignment',
    certainty: 'inferred',
    body: lazily(() =>
      likely({
        consignmentMasterLevel: z
          .looseObject({ transportDocumentMasterLevel: transportDocument().optional() })
          .optional(),
        transportDocumentMasterLevel: transportDocument().optional(),
      })(),
    ),
  }),
  presentation({
    message: 'container',
    title: 'Presents a container',
    certainty: 'inferred',
    body: likely({ containerIdentificationNumber: identifier, containerId: identifier }),
  }),
];

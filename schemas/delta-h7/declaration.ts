import * as z from 'zod';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { amount, country, currency, dateTime, itemNumber, quantity, supportingDocumentType, text } from './fields.ts';

/**
 * THE FILE TO CORRECT against DGDDI's "Dictionary of messages", for everybody; an operator who has it corrects the names
 * without code by `declarant dictionary` (docs/dictionary.md).
 *
 * The parts down to the declarant were read in DGDDI's published pages (2020). Those marked with
 * `inferred(…)` are known to exist, by their comments there or by the EU data set of the H7, but
 * their JSON names are not verified. They are checked where known, and every such object, the
 * declaration itself included, is open to properties that are not listed here.
 */

const importerAddress = lazily(() =>
  z.strictObject({
    importerStreet: text(70),
    importerCountry: country(),
    importerPostcode: text(17),
    importerCity: text(35),
  }),
);

const declarantAddress = lazily(() =>
  inferred(
    z.looseObject({
      declarantStreet: text(70),
      declarantCountry: country(),
      declarantPostcode: text(17),
      declarantCity: text(35),
    }),
    "the published text ends after declarantStreet; names after the importer's",
  ),
);

const genericInformation = lazily(() =>
  z.looseObject({
    declarationType: z.enum(['IM', 'CO'], 'IM or CO'),
    /** `A`: validated, `D`: anticipated (pre-lodged). */
    additionalDeclarationType: z.enum(['A', 'D'], 'A (validated) or D (anticipated)'),
    provisionalValidationDateTime: inferred(
      dateTime().optional(),
      'one date-time since 0.3.0, by comment; its name is not verified',
    ),
  }),
);

const importer = lazily(() =>
  z.strictObject({
    importerName: text(70).optional(),
    importerId: text(17).optional(),
    importerAddress: importerAddress().optional(),
  }),
);

const declarant = lazily(() =>
  z.strictObject({
    declarantName: text(70).optional(),
    declarantId: text(17).optional(),
    declarantAddress: declarantAddress().optional(),
  }),
);

const representative = lazily(() =>
  inferred(
    z.looseObject({
      representativeName: text(70).optional(),
      representativeId: text(17).optional(),
      representativeStatus: z.enum(['1', '2', '3'], '1, 2 or 3').optional(),
    }),
    "EU data element 13 06; names after the importer's",
  ),
);

const exporter = lazily(() =>
  inferred(
    z.looseObject({
      exporterName: text(70).optional(),
      exporterId: text(17).optional(),
      exporterAddress: z.looseObject({}).optional(),
    }),
    "EU data element 13 01; names after the importer's",
  ),
);

const authorisation = lazily(() =>
  inferred(
    z.looseObject({
      authorisationType: text(4),
      authorisationReference: text(35),
      authorisationHolder: text(17).optional(),
    }),
    'three comments in 0.3.0; EU data element 12 12',
  ),
);

export const goodsLocation = lazily(() =>
  inferred(
    z.looseObject({
      locationType: z.enum(['A', 'B', 'C', 'D'], 'A, B, C or D').optional(),
      identificationQualifier: text(1).optional(),
    }),
    '§4.2.2; EU data element 16 15',
  ),
);

const costs = lazily(() =>
  inferred(z.looseObject({ amount: amount().optional(), currency: currency().optional() }), 'EU data element 14 15'),
);

const fiscalReference = lazily(() =>
  inferred(
    z.looseObject({ additionalFiscalReferenceRole: text(3), additionalFiscalReferenceId: text(17) }),
    '§2.1.2 (FR7); EU data element 13 16',
  ),
);

const documentLists = lazily(() => ({
  previousDocuments: inferred(
    z
      .array(z.looseObject({ previousDocumentReference: text(70), previousDocumentType: text(4) }))
      .max(99)
      .optional(),
    'comment in 0.3.0',
  ),
  supportingDocuments: inferred(
    z
      .array(z.looseObject({ supportingDocumentReference: text(70), supportingDocumentType: supportingDocumentType() }))
      .max(99)
      .optional(),
    'names of Request_Invalidation_H7',
  ),
  additionalReferences: inferred(
    z
      .array(z.looseObject({ additionalReferenceNumber: text(70), additionalReferenceType: text(4) }))
      .max(99)
      .optional(),
    'comment in 0.3.0',
  ),
  transportDocuments: inferred(
    z
      .array(z.looseObject({ transportDocumentReference: text(70), transportDocumentType: text(4) }))
      .max(99)
      .optional(),
    'comment in 0.3.0',
  ),
  additionalInformations: inferred(
    z
      .array(z.looseObject({ additionalInformationCode: text(5), additionalInformationText: text(512).optional() }))
      .max(99)
      .optional(),
    '§2.1.2, lot 3.0',
  ),
}));

const item = lazily(() =>
  inferred(
    z.looseObject({
      itemNumber: itemNumber(),
      goodsDescription: text(512),
      commodityCode: z.string().regex(/^[0-9]{6}$/, 'HS sub-heading of 6 digits'),
      intrinsicValue: z.looseObject({ intrinsicValueAmount: amount(), intrinsicValueCurrency: currency() }),
      additionalProcedure: z
        .array(z.looseObject({ additionalProcedureCode: text(3) }))
        .min(1, 'at least 1 additional procedure')
        .max(2, 'at most 2 additional procedures'),
      transportAndInsuranceCosts: costs().optional(),
      grossMass: quantity().optional(),
      supplementaryUnits: quantity().optional(),
      numberOfPackages: z.int('whole number').min(0).max(99_999_999, 'at most 8 digits').optional(),
      exporter: exporter().optional(),
      uniqueConsignmentReference: text(35).optional(),
      ...documentLists(),
    }),
    'EU data set of the H7; names after Response_H7',
  ),
);

/** The declaration itself: general segment, then 1 to 99 items. */
export const declaration = lazily(() =>
  z.looseObject({
    genericInformation: genericInformation(),
    clearanceAgreement: z.strictObject({ clearanceAgreementNumber: text(8) }),
    declarationOffice: z.strictObject({ declarationOfficeReference: text(8) }),
    presentationOffice: z.strictObject({ presentationOfficeReference: text(8) }),
    importer: importer(),
    declarant: declarant(),
    representative: representative().optional(),
    authorisations: z.array(authorisation()).max(99, 'at most 99').optional(),
    removalCredit: inferred(
      z.looseObject({ removalCreditNumber: text(35).optional() }).optional(),
      "crédit d'enlèvement, by comment in 0.3.0; name and format not public",
    ),
    goodsLocation: goodsLocation().optional(),
    transportAndInsuranceCosts: costs().optional(),
    grossMass: inferred(quantity().optional(), 'EU data element 18 04'),
    exporter: exporter().optional(),
    additionalFiscalReferences: z.array(fiscalReference()).max(99, 'at most 99').optional(),
    ...documentLists(),
    items: z.array(item()).min(1, 'at least 1 item').max(99, 'at most 99 items'),
  }),
);

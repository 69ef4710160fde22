/** Messages for tests: complete and valid; a test makes one field wrong. */

export function creation(lrn = 'FR26-TEST-1', type: 'A' | 'D' = 'A', items: unknown[] = [item()]) {
  return {
    header: { lrn },
    declaration: {
      genericInformation: {
        declarationType: 'IM',
        additionalDeclarationType: type,
        ...(type === 'D' && { provisionalValidationDateTime: '2026-11-25T08:00:00+01:00[Europe/Paris]' }),
      },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarationOffice: { declarationOfficeReference: 'FR000740' },
      presentationOffice: { presentationOfficeReference: 'FR000740' },
      importer: {
        importerName: 'Camille Durand',
        importerAddress: {
          importerStreet: '12 rue des Lilas',
          importerCountry: 'FR',
          importerPostcode: '69003',
          importerCity: 'Lyon',
        },
      },
      declarant: { declarantId: 'FR123456782' },
      removalCredit: { removalCreditNumber: 'CE2600417' },
      items,
    },
  };
}

/** A declaration that is filed after an outage (Fallback_H7). */
export function fallback(lrn = 'FR26-TEST-1') {
  const fallbackProcedureInformation = {
    manifestLodgementDateTime: '2026-11-20T18:00:00+01:00[Europe/Paris]',
    fallbackReferenceNumber: '17',
  };
  return { ...creation(lrn), fallbackProcedureInformation };
}

export function item(amount = 42.5, currency = 'EUR', itemNumber = 1) {
  return {
    itemNumber,
    goodsDescription: 'Cotton T-shirt',
    commodityCode: '610910',
    intrinsicValue: { intrinsicValueAmount: amount, intrinsicValueCurrency: currency },
    additionalProcedure: [{ additionalProcedureCode: 'F53' }],
    supportingDocuments: [
      { supportingDocumentType: 'C127', supportingDocumentReference: 'TS-1' },
      { supportingDocumentType: 'C128', supportingDocumentReference: 'M-1' },
    ],
    additionalReferences: [{ additionalReferenceType: 'Y081', additionalReferenceNumber: 'NONE' }],
  };
}

export function sentHeader(lrn: string) {
  return {
    messageDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
    messageId: 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab1795338000',
    lrn,
  };
}

export function submissionOf(payload: unknown, more: Record<string, unknown> = {}) {
  return JSON.stringify({
    authority: 'delta-h7',
    message: 'Creation_H7',
    platform: 'shop-1',
    payload,
    ...more,
  });
}

interface AnswerOptions {
  lrn?: string;
  messageId?: string;
  reference?: string;
  mrn?: string;
  state?: string;
  at?: string;
  issued?: string;
  payable?: number;
}

/** Response_H7 as the published example has it. */
export function response({
  lrn = 'FR26-TEST-1',
  messageId = 'r-1',
  reference = '2282319',
  mrn,
  state = 'VLD',
  at = '2026-11-22T10:00:05+01:00[Europe/Paris]',
  issued = at,
  payable = 32,
}: AnswerOptions = {}) {
  return {
    header: { messageDateTime: issued, messageId, lrn, customsDeclarationReference: reference, ...(mrn && { mrn }) },
    declarationState: { state, stateDateTime: at, event: 'Creation' },
    dutiesAndTaxes: {
      generalTaxation: { guaranteedAmount: 0, unguaranteedAmount: payable, totalPayableTaxAmount: payable },
      itemsTaxation: [
        {
          itemNumber: 1,
          nationalTaxCode: 'A445',
          taxType: 'B00',
          taxBaseAmount: 110,
          taxRate: 20,
          payableTaxAmount: 22,
          additionalProcedure: [{ additionalProcedureCode: 'C07' }],
        },
      ],
    },
  };
}

export function state(options: AnswerOptions = {}) {
  const { dutiesAndTaxes: _, ...rest } = response({ messageId: 's-1', state: 'BAE', ...options });
  return rest;
}

export function errorMessage(lrn = 'FR26-TEST-1', errors: unknown[] = [functionalError()], messageId = 'e-1') {
  return {
    header: { messageDateTime: '2026-11-22T10:00:04+01:00[Europe/Paris]', messageId },
    declaration: { lrn },
    error: errors,
  };
}

export function functionalError() {
  return { errorType: 15, errorCode: 'H7_NAT_000', errorPointer: 'lrn', errorDescription: 'Le LRN saisi ne doit pas…' };
}

/**
 * The fields that customs reads of a declaration that passed the surface checks. Parts that are not listed
 * here may stand in it; they are left alone.
 */
export interface Declaration {
  genericInformation: { declarationType: 'IM' | 'CO'; additionalDeclarationType: 'A' | 'D' };
  clearanceAgreement: { clearanceAgreementNumber: string };
  presentationOffice: { presentationOfficeReference: string };
  importer?: { importerAddress?: { importerCountry?: string; importerPostcode?: string } };
  /** Its name is inferred, and so is that of its number. */
  removalCredit?: { removalCreditNumber?: string };
  /** Its name is inferred, so that whatever stands there is left alone. */
  goodsLocation?: unknown;
  additionalFiscalReferences?: { additionalFiscalReferenceRole?: string; additionalFiscalReferenceId?: string }[];
  transportAndInsuranceCosts?: Costs;
  items: GoodsItem[];
}

export interface GoodsItem {
  itemNumber: number;
  commodityCode: string;
  intrinsicValue: { intrinsicValueAmount: number; intrinsicValueCurrency: string };
  transportAndInsuranceCosts?: Costs;
  additionalProcedure: { additionalProcedureCode: string }[];
  /** Names of Request_Invalidation_H7; either part may be missing. */
  supportingDocuments?: { supportingDocumentType?: string; supportingDocumentReference?: string }[];
  /** Their names are inferred. */
  additionalReferences?: { additionalReferenceType?: string }[];
}

/** Their names are inferred (EU data element 14 15), so either part may be missing. */
export interface Costs {
  amount?: number;
  currency?: string;
}

/** The fields that customs reads of a message that lodges a declaration, once its surface is in order. */
export interface Lodging {
  header: { lrn: string };
  declaration: Declaration;
}

export function procedureCodes(item: GoodsItem): string[] {
  return item.additionalProcedure.map((entry) => entry.additionalProcedureCode);
}

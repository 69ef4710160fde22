/**
 * The authority's code lists as dated data, for texts and warnings, never to refuse. DGDDI gives its own lists to
 * operators only; correct these against them when you have them.
 */
export { type Charge, charges, productIdentifiers } from './charges.ts';
export { type CodeEntry, type CodeList, entriesOn, textOf } from './code-list.ts';
export {
  additionalDeclarationTypes,
  declarationTypes,
  fiscalReferences,
  locationQualifiers,
  locationTypes,
} from './declaration.ts';
export { errorTypes } from './errors.ts';
export { additionalProcedures, procedures } from './procedures.ts';
export { type StateEntry, stateCodes } from './state-codes.ts';
export { nationalTaxCodes, taxTypes } from './taxes.ts';
export { warnings } from './warnings.ts';

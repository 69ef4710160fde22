import type { Choices } from '../view.ts';
import { type CodeList, entriesOn } from './code-lists/code-list.ts';
import {
  additionalDeclarationTypes,
  declarationTypes,
  fiscalReferences,
  locationQualifiers,
  locationTypes,
} from './code-lists/declaration.ts';
import { additionalProcedures } from './code-lists/procedures.ts';

/** The code lists by the fields that take their codes. */
const lists: Readonly<Record<string, CodeList>> = {
  declarationType: declarationTypes,
  additionalDeclarationType: additionalDeclarationTypes,
  additionalFiscalReferenceRole: fiscalReferences,
  locationType: locationTypes,
  identificationQualifier: locationQualifiers,
  additionalProcedureCode: additionalProcedures,
};

/** The codes that a field takes on a day, by its name; undefined where that is not known. */
export function choices(field: string, on: Date): Choices | undefined {
  const list = lists[field];
  if (list) return entriesOn(list, on).map(({ code, text }) => ({ code, text }));
  if (/Country$/.test(field)) return 'country';
  return /[cC]urrency$/.test(field) ? 'currency' : undefined;
}

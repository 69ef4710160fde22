import { isObject } from '../../../../schemas/json.ts';
import type { Check } from '../checks/checks.ts';
import {
  amount,
  arrayOf,
  every,
  form,
  missing,
  object,
  oneOf,
  optional,
  required,
  text,
  wholeNumber,
} from '../checks/checks.ts';
import { currencies } from '../checks/exchange-rates.ts';
import { procedureCodesOn } from '../checks/regimes.ts';
import { customsDay } from '../life/clock.ts';
import { clearanceAgreement, country, dateTime, documentType } from './fields.ts';

/*
 * The form of a declaration, wherever it is carried: structure, formats and code lists (§2.3.5.2).
 * Names that were read in a DGDDI text are demanded; names that are only inferred are checked where
 * they stand, and whatever else stands inside the declaration is left alone.
 */

/** Required on an anticipated declaration, forbidden on a validated one; the rule was read, the NAME IS INFERRED. */
const PROVISIONAL = 'provisionalValidationDateTime';

/** Fallbacks and amendments are of validated declarations only. */
export type DeclarationTypes = readonly ('A' | 'D')[];

const provisionalDate: Check = (value, pointer, faults) => {
  if (!isObject(value)) return;
  const given = value[PROVISIONAL] !== undefined;
  if (value['additionalDeclarationType'] === 'D' && !given) faults.push(missing(`${pointer}.${PROVISIONAL}`));
  if (value['additionalDeclarationType'] === 'A' && given) {
    faults.push({
      kind: 'condition',
      pointer: `${pointer}.${PROVISIONAL}`,
      description: 'Donnée interdite sur une déclaration validée',
    });
  }
};

function genericInformation(types: DeclarationTypes): Check {
  return every(
    object({
      declarationType: required(oneOf(['IM', 'CO'])),
      additionalDeclarationType: required(oneOf(types)),
      [PROVISIONAL]: optional(dateTime),
    }),
    provisionalDate,
  );
}

/** "If empty, then name and address are required", on the identifier of a party. */
function identifiedOrNamed(role: 'importer' | 'declarant'): Check {
  return (value, pointer, faults) => {
    if (!isObject(value) || value[`${role}Id`] !== undefined) return;
    for (const name of [`${role}Name`, `${role}Address`]) {
      if (value[name] === undefined) faults.push(missing(`${pointer}.${name}`));
    }
  };
}

const importer = every(
  object({
    importerName: optional(text(70)),
    importerId: optional(text(17)),
    importerAddress: optional(
      object({
        importerStreet: required(text(70)),
        importerCountry: required(country),
        importerPostcode: required(text(17)),
        importerCity: required(text(35)),
      }),
    ),
  }),
  identifiedOrNamed('importer'),
);

/** DGDDI's public text ends after declarantStreet: the other three names are inferred. */
const declarant = every(
  object({
    declarantName: optional(text(70)),
    declarantId: optional(text(17)),
    declarantAddress: optional(
      object({
        declarantStreet: required(text(70)),
        declarantCountry: optional(country),
        declarantPostcode: optional(text(17)),
        declarantCity: optional(text(35)),
      }),
    ),
  }),
  identifiedOrNamed('declarant'),
);

const costs = object({ amount: optional(amount), currency: optional(oneOf(currencies)) });

const supportingDocument = object({
  supportingDocumentReference: optional(text(70)),
  supportingDocumentType: optional(documentType),
});

function item(codes: readonly string[]): Check {
  return object({
    itemNumber: required(wholeNumber(1, 99_999)),
    goodsDescription: required(text(512)),
    commodityCode: required(form((value) => /^[0-9]{6}$/.test(value), 'n6')),
    intrinsicValue: required(
      object({ intrinsicValueAmount: required(amount), intrinsicValueCurrency: required(oneOf(currencies)) }),
    ),
    additionalProcedure: required(arrayOf(object({ additionalProcedureCode: required(oneOf(codes)) }), 1, 2)),
    transportAndInsuranceCosts: optional(costs),
    supportingDocuments: optional(arrayOf(supportingDocument, 0, 99)),
    additionalReferences: optional(arrayOf(object({}), 0, 99)),
  });
}

function declaration(types: DeclarationTypes, codes: readonly string[]): Check {
  return object({
    genericInformation: required(genericInformation(types)),
    clearanceAgreement: required(clearanceAgreement),
    declarationOffice: required(object({ declarationOfficeReference: required(text(8)) })),
    presentationOffice: required(object({ presentationOfficeReference: required(text(8)) })),
    importer: required(importer),
    declarant: required(declarant),
    representative: optional(object({ representativeStatus: optional(oneOf(['1', '2', '3'])) })),
    removalCredit: optional(object({ removalCreditNumber: optional(text(35)) })),
    additionalFiscalReferences: optional(
      arrayOf(
        object({
          additionalFiscalReferenceRole: optional(form((value) => value.length === 3, 'an3')),
          additionalFiscalReferenceId: optional(text(17)),
        }),
        0,
        99,
      ),
    ),
    transportAndInsuranceCosts: optional(costs),
    supportingDocuments: optional(arrayOf(supportingDocument, 0, 99)),
    items: required(arrayOf(item(codes), 1, 99)),
  });
}

/** The form changes when a code list does; it is built once for each. */
const forms = new Map<string, Check>();

export function declarationForm(types: DeclarationTypes, now: Date): Check {
  const codes = procedureCodesOn(customsDay(now));
  const key = `${types}:${codes}`;
  const check = forms.get(key) ?? declaration(types, codes);
  forms.set(key, check);
  return check;
}

import type { Declaration, GoodsItem } from '../register/declaration.ts';
import type { CustomsError } from './errors.ts';
import { customsError } from './errors.ts';
import { isSold, regimeOf } from './regimes.ts';

/** The first day on which an item of a distance sale names its product (Del. Reg. (EU) 2026/1022). */
const MANDATORY = '2026-11-01';
/** The merchant's own identifier, and the manufacturer's. */
const documents = ['C127', 'C128'] as const;
/** A standardised identifier such as a GTIN, and the statement that there is none: exactly one of the two. */
const STANDARDISED = 'C129';
const NOT_STANDARDISED = 'Y081';

/** The first item of a distance sale that lacks an identifier, or has one that excludes another. */
export function withoutIdentifiers(declaration: Declaration, day: string): CustomsError | undefined {
  if (day < MANDATORY || declaration.genericInformation.declarationType === 'CO') return undefined;
  for (const [index, item] of declaration.items.entries()) {
    const fault = isSold(regimeOf(item)) ? faultOf(item) : undefined;
    if (fault) return customsError(13, 'H7_NAT_006', `declaration.items[${index}].${fault.at}`, fault.description);
  }
  return undefined;
}

function faultOf(item: GoodsItem): { at: string; description: string } | undefined {
  const given = new Set(
    (item.supportingDocuments ?? []).map((one) => one.supportingDocumentReference && one.supportingDocumentType),
  );
  const missing = documents.find((code) => !given.has(code));
  if (missing) return { at: 'supportingDocuments', description: `L'identifiant de produit ${missing} est obligatoire` };
  const isDenied = (item.additionalReferences ?? []).some((one) => one.additionalReferenceType === NOT_STANDARDISED);
  if (given.has(STANDARDISED) !== isDenied) return undefined;
  return isDenied
    ? {
        at: 'additionalReferences',
        description: `${NOT_STANDARDISED} est incompatible avec l'identifiant ${STANDARDISED}`,
      }
    : {
        at: 'supportingDocuments',
        description: `L'identifiant ${STANDARDISED}, ou la mention ${NOT_STANDARDISED}, est obligatoire`,
      };
}

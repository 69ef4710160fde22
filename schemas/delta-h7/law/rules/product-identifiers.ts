import { IDENTIFIERS_MANDATORY } from '../../code-lists/procedures.ts';
import { isDistanceSale, type JudgedItem, textsIn } from '../declared.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The codes by which an item identifies its product (data elements 12 03 and 12 04). */
const MERCHANTS = 'C127';
const MANUFACTURERS = 'C128';
const STANDARD = 'C129';
const NO_STANDARD = 'Y081';

export const productIdentifiersRule: LawRule = {
  id: 'product-identifiers',
  title: 'product identifiers of merchant and manufacturer, mandatory for distance sales (F48, F49, F53)',
  from: IDENTIFIERS_MANDATORY,
  certainty: 'inferred',
  source:
    'Delegated Regulation (EU) 2026/1022 and the documentation of Shopify (ProductVariantComplianceKey); places and names by secondary sources',
  remedy:
    'add supporting documents C127 (merchant) and C128 (manufacturer) to the item, and either C129 (GTIN, EAN, ISBN) or the additional reference Y081',
  check: ({ items }, { identifierExemptions }) =>
    items.filter((item) => isDistanceSale(item) && !isExempt(item, identifierExemptions)).flatMap(missingIdentifiers),
};

function isExempt({ commodityCode }: JudgedItem, exemptions: readonly string[]): boolean {
  return exemptions.some((beginning) => commodityCode.startsWith(beginning));
}

function missingIdentifiers({ value, pointer }: JudgedItem): LawFinding[] {
  const documents = textsIn(value, '/supportingDocuments', '/supportingDocumentType');
  const hasNoStandard = textsIn(value, '/additionalReferences', '/additionalReferenceType').includes(NO_STANDARD);
  const has = (type: string) => documents.includes(type);
  const at = `${pointer}/supportingDocuments`;
  if (!hasNoStandard && ![MERCHANTS, MANUFACTURERS, STANDARD].some(has))
    return [
      {
        pointer: at,
        rule: `a distance sale identifies its product since ${IDENTIFIERS_MANDATORY}`,
        found: 'no identifier',
      },
    ];
  const found: LawFinding[] = [];
  if (!has(MERCHANTS))
    found.push({
      pointer: at,
      rule: "the merchant's identifier of the product, a supporting document C127",
      found: 'nothing',
      remedy: 'add the number under which the merchant sells it',
    });
  if (!has(MANUFACTURERS))
    found.push({
      pointer: at,
      rule: "the manufacturer's identifier of the product, a supporting document C128",
      found: 'nothing',
      remedy: "add the manufacturer's own number of it",
    });
  if (has(STANDARD) && hasNoStandard)
    found.push({
      pointer: `${pointer}/additionalReferences`,
      rule: 'Y081 says that there is no standardised identifier, and is never beside C129',
      found: 'both',
      remedy: 'remove one of them',
    });
  if (!has(STANDARD) && !hasNoStandard)
    found.push({
      pointer: at,
      rule: 'a standardised identifier C129, or the additional reference Y081 where there is none',
      found: 'neither',
      remedy: 'add the GTIN, EAN or ISBN as C129, or Y081',
    });
  return found;
}

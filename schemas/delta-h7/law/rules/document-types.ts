import { textAt } from '../../fields.ts';
import { type Declared, placedIn } from '../declared.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The lists of a declaration and of its items in which a code of another procedure may stand. */
const LISTS = [
  ['authorisations', 'authorisationType'],
  ['supportingDocuments', 'supportingDocumentType'],
  ['additionalReferences', 'additionalReferenceType'],
  ['additionalInformations', 'additionalInformationCode'],
] as const;

/** The codes that belong elsewhere. */
const ELSEWHERE: Readonly<Record<string, Pick<LawFinding, 'rule' | 'found' | 'remedy'>>> = {
  C521: {
    rule: 'C521 is the authorised consignor of transit, which an import has no need of',
    found: 'C521',
    remedy: 'remove it; an authorised economic operator is C501, C502 or C503',
  },
  '00100': {
    rule: '00100 belongs to special procedures, which an H7 cannot have',
    found: '00100',
    remedy: 'remove it, or give the code of what is meant',
  },
};

const ORDER_NUMBER = {
  rule: 'the number of an order is the unique consignment reference (12 08)',
  found: 'the number of an order',
  remedy: 'give it as uniqueConsignmentReference of the item',
};

export const documentTypesRule: LawRule = {
  id: 'document-types',
  title:
    "no codes of other procedures: C521 (transit), 00100 (special procedures); an order's number is the unique consignment reference",
  certainty: 'secondary',
  source: 'EU code lists 12 01 to 12 12 (TARIC documents, additional information), by secondary sources',
  remedy: 'remove the code, or give that of what is meant',
  check: (declared) => placesIn(declared).flatMap(misplacedCodes),
};

/** The beginning of a reference that says by itself that it is an order's. */
const ORDER = /^(?:order|commande|cmd|po)[\s#:._-]*(?:n[o°]\.?\s*)?\d/i;

const placesIn = ({ items, declaration }: Declared) => [{ value: declaration, pointer: '/declaration' }, ...items];

function misplacedCodes({ value, pointer }: { value: unknown; pointer: string }): LawFinding[] {
  const ofOrders = placedIn(value, '/additionalReferences').flatMap((one): LawFinding[] =>
    ORDER.test(textAt(one.value, '/additionalReferenceNumber') ?? '')
      ? [{ pointer: `${pointer}${one.pointer}/additionalReferenceNumber`, ...ORDER_NUMBER }]
      : [],
  );
  const ofTypes = LISTS.flatMap(([list, type]) =>
    placedIn(value, `/${list}`).flatMap((one): LawFinding[] => {
      const code = textAt(one.value, `/${type}`) ?? '';
      const known = Object.hasOwn(ELSEWHERE, code) ? ELSEWHERE[code] : undefined;
      return known ? [{ pointer: `${pointer}${one.pointer}/${type}`, ...known }] : [];
    }),
  );
  return [...ofOrders, ...ofTypes];
}

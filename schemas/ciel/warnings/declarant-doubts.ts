import { listAt, textAt, valueAt } from '../../fault.ts';
import { ACCOUNTS } from '../rules/capsules.ts';
import { DECLARATION } from '../rules/declaration.ts';
import { productsAt } from '../rules/products.ts';
import { type Doubt, doubtful } from './doubt.ts';

const DECLARANT = `${DECLARATION}/identification-declarant`;
const RECORDS = `${DECLARATION}/releve-non-apurement`;
const DOCUMENTS = `${DECLARATION}/document-accompagnement`;

/** An agrément of duties paid has the letter A (§3.3.4, RG12): where, the contract does not say. */
const isOfDutiesPaid = (drm: unknown) => /^..\d*A/i.test(textAt(drm, `${DECLARANT}/numero-agrement`) ?? '');

const suspendedThoughDutiesPaid: Doubt = (drm) => {
  if (!isOfDutiesPaid(drm)) return [];
  const places = [
    ['009', productsAt('droits-suspendus'), 'no suspended stock'],
    ['009', RECORDS, 'no unsettled documents'],
    ['019', ACCOUNTS, 'no capsules'],
  ] as const;
  const documents = listAt(drm, DOCUMENTS).flatMap((document, n) =>
    ['daa-dca', 'numero-empreintes']
      .filter((kind) => valueAt(document, `/${kind}`) !== undefined)
      .map((kind) => doubtful(`${DOCUMENTS}/${n}/${kind}`, '026 an agrément with A has documents DSA/DSAC only')),
  );
  return [
    ...places
      .filter(([, place]) => listAt(drm, place).length > 0)
      .map(([code, place, none]) => doubtful(place, `${code} an agrément with A, of duties paid, has ${none}`)),
    ...documents,
  ];
};

const cviOfOtherForm: Doubt = (drm) => {
  const cvi = textAt(drm, `${DECLARANT}/numero-cvi`);
  const isOther = cvi !== undefined && !/^\d{10}$/.test(cvi);
  return isOther ? [doubtful(`${DECLARANT}/numero-cvi`, 'the contract has a CVI number of 10 digits')] : [];
};

const moreThanTheContractHas: Doubt = (drm) => [
  ...(listAt(drm, DOCUMENTS).length > 3
    ? [doubtful(DOCUMENTS, 'the contract has 3 accompanying documents at most, the XSD has no limit')]
    : []),
  ...(listAt(drm, RECORDS).length > 1
    ? [doubtful(RECORDS, 'the contract has one unsettled document at most, the XSD has no limit')]
    : []),
];

const uncountedDocuments: Doubt = (drm) =>
  listAt(drm, DOCUMENTS).flatMap((document, n) =>
    ['numero-empreintes', 'daa-dca', 'dsa-dsac']
      .filter((kind) => valueAt(document, `/${kind}`) !== undefined)
      .map((kind) => `/${kind}/nombre-document-empreinte`)
      .filter((place) => valueAt(document, place) === undefined)
      .map((place) => doubtful(`${DOCUMENTS}/${n}${place}`, '037 the contract wants a count, which the XSD does not')),
  );

/** Doubts about the declarant and the annexes. */
export const declarantDoubts: readonly Doubt[] = [
  suspendedThoughDutiesPaid,
  cviOfOtherForm,
  moreThanTheContractHas,
  uncountedDocuments,
];

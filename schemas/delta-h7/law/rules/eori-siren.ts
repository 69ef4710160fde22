import { textAt } from '../../fields.ts';
import { placedIn } from '../declared.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The EORIs of a declaration's parties in France. */
const PARTIES = [
  '/declaration/importer/importerId',
  '/declaration/declarant/declarantId',
  '/declaration/representative/representativeId',
];

/** The EORI of a business in France: FR and its SIREN. */
const OF_SIREN = /^FR\d{9}$/;
const OF_SIRET = /^FR\d{14}$/;

export const eoriSirenRule: LawRule = {
  id: 'eori-siren',
  title: 'a French EORI is FR and the SIREN (9 digits), no longer the SIRET (14 digits)',
  from: '2026-01-01',
  certainty: 'secondary',
  source: 'two secondary sources on the EORI of DGDDI since January 2026',
  remedy: 'give FR and the nine digits of the SIREN: the SIRET without its last five digits',
  check({ payload }) {
    const holders = placedIn(payload, '/declaration/authorisations').map(
      ({ pointer }) => `${pointer}/authorisationHolder`,
    );
    return [...PARTIES, ...holders].flatMap((pointer): LawFinding[] => {
      const eori = textAt(payload, pointer);
      if (!eori?.startsWith('FR') || OF_SIREN.test(eori)) return [];
      const found = OF_SIRET.test(eori) ? 'that of a SIRET' : 'another form';
      return [{ pointer, rule: 'a French EORI is FR and the nine digits of the SIREN', found }];
    });
  },
};

import { textAt } from '../fault.ts';
import type { View } from '../view.ts';
import { codeAdvice } from './codes/code-advice.ts';
import { differencesOfDrm } from './differences.ts';
import { inFrench } from './in-french.ts';
import { itemColumns, itemsOf } from './items.ts';
import { cielFields } from './message-fields.ts';

/** The view of declarations. */
export const cielView: View = {
  reference: 'agrément and month',
  columns: [{ name: 'identifiantDeclaration', title: 'CIEL', short: 'CIEL' }],
  states: { pending: ['draft'], bad: [], last: ['filed'] },
  sectionsOf(given) {
    const taken = textAt(given, '/horodatageDepot') ?? '';
    return taken === '' ? [] : [{ title: 'CIEL', facts: [['Taken', taken]] }];
  },
  adviceOn: ({ errorCode = '' }) => [codeAdvice(errorCode) ?? []].flat(),
  differences: differencesOfDrm,
  declarationSection(declaration) {
    const recap = '/declaration-recapitulative';
    const at = (place: string) => textAt(declaration, place) ?? '';
    const number = (place: string) => at(`${recap}/periode/${place}`);
    return {
      title: 'Declaration',
      facts: [
        ['Interprofession', at('/siren-interprofession')],
        ['Agrément', at(`${recap}/identification-declarant/numero-agrement`)],
        ['CVI', at(`${recap}/identification-declarant/numero-cvi`)],
        ['Name', at(`${recap}/identification-declarant/raison-sociale`)],
        ['Month', [number('annee'), number('mois').padStart(2, '0')].filter((part) => !/^0*$/.test(part)).join('-')],
      ],
    };
  },
  itemColumns,
  itemsOf,
  inFrench,
  fields: cielFields,
};

import { textAt } from '../fault.ts';
import type { View } from '../view.ts';
import { inFrench } from './in-french.ts';
import { labelOf } from './labels.ts';
import { omegaFields } from './message-fields.ts';

/** The view of requests. */
export const omegaView: View = {
  reference: 'reference',
  columns: [{ name: 'NumeroDemande', title: 'Request', short: 'request' }],
  states: { pending: ['receivable'], bad: [], last: ['registered'] },
  // [OM-3] Labels are in French, and so may be their readers.
  adviceOn({ errorDescription = '' }) {
    const { known, text } = labelOf(errorDescription);
    return known ? [text.en, text.fr] : [];
  },
  sectionsOf(given) {
    const date = textAt(given, '/DateDemandee') ?? '';
    return date === '' ? [] : [{ title: 'OMEGA', facts: [['Date', date]] }];
  },
  declarationSection(request) {
    const at = (name: string) => textAt(request, `/${name}`) ?? '';
    return {
      title: 'Request',
      facts: [
        ['PCE', at('NumeroPCE')],
        ['Customer', at('NomDuClient')],
        ['Postcode', at('CodePostal')],
        ['From', at('DateDemandee')],
      ],
    };
  },
  inFrench,
  fields: omegaFields,
};

import { textAt } from '../fault.ts';
import type { View } from '../view.ts';

/** The view of requests. */
export const omegaView: View = {
  reference: 'reference',
  columns: [{ name: 'NumeroDemande', title: 'Request', short: 'request' }],
  states: { pending: ['receivable'], bad: [], last: ['registered'] },
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
};

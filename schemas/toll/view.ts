import { textAt } from '../fault.ts';
import type { View } from '../view.ts';
import { choices } from './choices.ts';
import { consignmentReference } from './consignment-reference.ts';
import { inFrench } from './in-french.ts';
import { tollFields } from './message-fields.ts';

/** The view of presentations and consignments. */
export const tollView: View = {
  reference: 'request id',
  columns: [
    { name: 'routingResultId', title: 'Routing result', short: 'routing' },
    { name: 'entrySummaryDeclarationMRN', title: 'ENS', short: 'ENS' },
  ],
  states: {
    pending: ['held', 'entry-pending', 'to-control'],
    bad: ['entry-denied'],
    last: ['presented', 'to-entry', 'entry-denied'],
  },
  sectionsOf(given) {
    const at = (name: string) => textAt(given, `/${name}`) ?? '';
    const facts = [
      ['Control', at('routingControlLocation')],
      ['Receptacle', at('receptacleId')],
      ['Request', at('routingResultId') && at('requestId')],
    ] as const;
    return facts.some(([, value]) => value !== '') ? [{ title: 'Routing', facts }] : [];
  },
  declarationSection(presentation) {
    const at = (name: string) => textAt(presentation, `/${name}`) ?? '';
    const documentAt = (name: string) => [at(`${name}/type`), at(`${name}/documentNumber`)].filter(Boolean).join(':');
    return {
      title: 'Presentation',
      facts: [
        ['Office', at('customsOfficeOfPresentation')],
        ['ENS', at('mrn')],
        ['Transport document', consignmentReference(presentation) ?? ''],
        ['Master document', documentAt('consignmentMasterLevel/transportDocumentMasterLevel')],
        ['Master document', documentAt('transportDocumentMasterLevel')],
        ['Receptacle', at('receptacleIdentificationNumber') || at('receptacleId')],
        ['Container', at('containerIdentificationNumber') || at('containerId')],
      ],
    };
  },
  inFrench,
  fields: tollFields,
  choices,
};

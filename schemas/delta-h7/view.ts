import type { View } from '../view.ts';
import { arrivalProgress, arrivalSection } from './arrival-section.ts';
import { differenceSection } from './charges/difference-section.ts';
import { choices } from './choices.ts';
import { declarationSection } from './declaration-section.ts';
import { dutiesSection, payableOf } from './duties-section.ts';
import { inFrench } from './in-french.ts';
import { itemColumns, itemsOf } from './items.ts';
import { deltaH7Fields } from './message-fields.ts';

/** The view of declarations and requests to Delta-H7. */
export const deltaH7View: View = {
  reference: 'LRN',
  columns: [
    { name: 'customsDeclarationReference', title: 'Customs reference', short: 'customs ref' },
    { name: 'mrn', title: 'MRN', short: 'MRN' },
  ],
  figure: { title: 'Payable', text: ({ dutiesAndTaxes }) => payableOf(dutiesAndTaxes) },
  states: {
    pending: ['under-control', 'credit-pending'],
    // One that was invalidated was asked for: nobody has to look at it.
    bad: ['not-cleared', 'cancelled'],
    last: ['released', 'not-cleared', 'cancelled', 'invalidated'],
  },
  progressOf: ({ arrival }) => arrivalProgress(arrival),
  sectionsOf({ dutiesAndTaxes, chargesDifference, arrival, joinsUntil }) {
    const differences = differenceSection(chargesDifference);
    return [
      ...(dutiesAndTaxes === null ? [] : [dutiesSection(dutiesAndTaxes)]),
      ...(differences ? [differences] : []),
      ...(arrival === null || arrival === undefined ? [] : [arrivalSection(arrival, joinsUntil)]),
    ];
  },
  declarationSection,
  itemColumns,
  itemsOf,
  inFrench,
  fields: deltaH7Fields,
  choices,
};

import { END_OF_RELIEF } from '../../code-lists/procedures.ts';
import { textAt } from '../../fields.ts';
import { isDistanceSale } from '../declared.ts';
import type { LawRule } from '../law-rule.ts';

const CREDIT = '/declaration/removalCredit/removalCreditNumber';

export const removalCreditRule: LawRule = {
  id: 'removal-credit',
  title: 'a distance sale names the removal credit on which its duty and tax are paid, IOSS (F48) included',
  from: END_OF_RELIEF,
  certainty: 'inferred',
  source:
    "Contrat de service Delta-H7 v3.3 §2.1.1: only deferred payment, on the crédit d'enlèvement; the field's name is inferred",
  remedy: 'give the number of the removal credit',
  check({ items, payload, isUnionGoods }) {
    const isDue = !isUnionGoods && items.some(isDistanceSale);
    if (!isDue || textAt(payload, CREDIT)?.trim()) return [];
    return [
      {
        pointer: CREDIT,
        rule: `a distance sale owes the flat duty since ${END_OF_RELIEF}, which is paid on the removal credit alone`,
        found: 'nothing',
      },
    ];
  },
};

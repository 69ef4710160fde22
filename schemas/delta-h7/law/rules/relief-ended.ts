import { END_OF_RELIEF } from '../../code-lists/procedures.ts';
import { distanceSales } from '../declared.ts';
import type { LawRule } from '../law-rule.ts';

export const reliefEndedRule: LawRule = {
  id: 'relief-ended',
  title: 'C07, the relief of consignments of negligible value, has ended where the flat duty is owed',
  from: END_OF_RELIEF,
  certainty: 'inferred',
  source: 'Council Regulation (EU) 2026/382, by secondary sources',
  remedy: 'remove C07, and declare a distance sale as F48, F49 or F53',
  check: ({ items, isUnionGoods }) =>
    // Goods of the Union owe no flat duty.
    (isUnionGoods ? [] : items)
      .filter(({ codes }) => codes.includes('C07'))
      .map(({ pointer, codes }) => {
        const isBeside = codes.some((code) => distanceSales.includes(code));
        return {
          pointer: `${pointer}/additionalProcedure`,
          rule: `C07 no longer holds since ${END_OF_RELIEF}, when the relief from duty ended`,
          found: isBeside ? 'C07 beside a distance sale' : 'C07',
          ...(isBeside && { remedy: 'remove C07: where customs still uses it, it adds it by itself' }),
        };
      }),
};

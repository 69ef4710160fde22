import type { LawFinding, LawRule } from '../law-rule.ts';

/**
 * The beginnings of HS codes whose goods are certain to bear excise: beer, wine, other fermented drinks, undenatured
 * alcohol, spirits, cigars and cigarettes, smoking tobacco. Others, such as oils, bear it only for some uses.
 */
const EXCISE = ['2203', '2204', '2205', '2206', '220710', '2208', '2402', '240311', '240319'];

export const exciseRule: LawRule = {
  id: 'excise',
  title: 'goods that bear excise (alcohol, tobacco) are excluded',
  certainty: 'verified',
  source: 'Contrat de service Delta-H7 v3.3 §2.1.1; headings of Directives 92/83/EEC and 2011/64/EU',
  remedy: 'declare these goods with a full declaration (H1)',
  check: ({ items }) =>
    items
      .filter(({ commodityCode }) => EXCISE.some((beginning) => commodityCode.startsWith(beginning)))
      .map(({ pointer, codes }): LawFinding => {
        const at = `${pointer}/commodityCode`;
        const found = 'alcohol or tobacco';
        // Between private persons there is a relief, up to quantities that the declaration does not say (§2.1.1).
        return codes.includes('C08')
          ? {
              pointer: at,
              rule: 'goods that bear excise are excluded above what is free between private persons (§2.1.1)',
              found,
              certainty: 'inferred',
              source: 'Contrat de service Delta-H7 v3.3 §2.1.1; Regulation (EC) 1186/2009',
              remedy: 'see that the quantity is within the relief, or declare these goods with a full declaration (H1)',
            }
          : { pointer: at, rule: 'goods that bear excise are excluded (§2.1.1)', found };
      }),
};

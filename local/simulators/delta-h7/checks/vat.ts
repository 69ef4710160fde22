import type { Territory } from './territories.ts';

/**
 * Goods of the reduced rates of metropolitan France, by the beginning of their commodity code. Rough: the law goes by
 * the use of the goods, which a code of six digits often leaves open.
 */
const reduced: readonly (readonly [rate: number, headings: readonly string[]])[] = [
  [2.1, ['4902']], // Newspapers and periodicals
  [20, ['1704', '160431']], // Sweets and caviar, unlike other food
  [
    5.5,
    [
      ...['02', '03', '04', '07', '08', '09', '10', '11', '15', '16', '17', '18', '19', '20', '21', '2201', '2202'], // Food
      ...['4901', '4903', '4904', '4905'], // Books, sheet music, maps
      '9619', // Sanitary articles
    ],
  ],
  [10, ['06', '2309', '3004', '4401']], // Plants, animal feed, medicines, firewood
];

const STANDARD = 20;

/** The VAT rate of goods in percent; undefined where no VAT is levied. */
export function vatRateOf(commodityCode: string, territory: Territory): number | undefined {
  if (territory === 'no-vat') return undefined;
  const own = reduced.find(([, headings]) => headings.some((heading) => commodityCode.startsWith(heading)));
  const rate = own?.[0] ?? STANDARD;
  if (territory === 'metropolitan') return rate;
  return rate === STANDARD ? 8.5 : 2.1;
}

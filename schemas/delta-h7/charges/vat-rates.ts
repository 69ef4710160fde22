import type { Certainty } from '../../contract.ts';
import { lazily } from '../../lazily.ts';
import type { Territory } from './territory.ts';

/** The rates of VAT in a territory, in parts of a thousand: 200 is 20 %. */
export interface VatRates {
  normal: number;
  /** The rate here in place of a lower one of metropolitan France. */
  lower(metropolitan: number): number;
  source: string;
  certainty: Certainty;
}

const metropolitan: VatRates = {
  normal: 200,
  lower: (rate) => rate,
  source: 'French tax code (CGI), articles 278, 278-0 bis, 278 bis and 281',
  certainty: 'verified',
};

const overseas: VatRates = {
  normal: 85,
  lower: () => 21,
  source: 'French tax code (CGI), article 296: 8.5 and 2.1 %',
  certainty: 'verified',
};

const none = (source: string, certainty: Certainty): VatRates => ({ normal: 0, lower: () => 0, source, certainty });
const exempt = none('French tax code (CGI), article 294: no VAT in Guyane and Mayotte', 'verified');

/** The rates of each territory; where none stand, they are not known. */
export const vatRates: Readonly<Partial<Record<Territory, VatRates>>> = {
  metropolitan,
  corsica: {
    ...metropolitan,
    lower: (rate) => (rate === 55 ? 21 : rate),
    source: `${metropolitan.source}; Corsica, article 297`,
    certainty: 'inferred',
  },
  monaco: { ...metropolitan, source: `${metropolitan.source}; Monaco has the same` },
  guadeloupe: overseas,
  martinique: overseas,
  reunion: overseas,
  guyane: exempt,
  mayotte: exempt,
  'saint-martin': none('Saint-Martin has a turnover tax of its own, which customs does not collect here', 'inferred'),
};

/** Goods with another rate than the normal one. */
export interface GoodsAtRate {
  /** The first digits of the HS sub-heading. */
  heading: string;
  text: string;
  /** In metropolitan France, in parts of a thousand: the first is estimated with, each other one is right for some. */
  rates: readonly [number, ...number[]];
}

/** All goods of the list: the headings are ours, concluded from the words of the tax code, which names no HS codes. */
export const GOODS_CERTAINTY: Certainty = 'inferred';

/**
 * THE LIST TO EXTEND with the goods that you declare, a line a heading; the longest heading that fits decides. Goods that
 * are not in it have the normal rate.
 */
export const goodsAtRates: readonly GoodsAtRate[] = [
  { heading: '02', text: 'Meat', rates: [55] },
  { heading: '03', text: 'Fish', rates: [55] },
  { heading: '04', text: 'Milk, eggs, honey', rates: [55] },
  { heading: '06', text: 'Plants and flowers', rates: [100, 200] },
  { heading: '07', text: 'Vegetables', rates: [55] },
  { heading: '08', text: 'Fruit and nuts', rates: [55] },
  { heading: '09', text: 'Coffee, tea, spices', rates: [55] },
  { heading: '10', text: 'Cereals', rates: [55] },
  { heading: '11', text: 'Flour and malt', rates: [55] },
  { heading: '1209', text: 'Seeds for sowing', rates: [100, 200] },
  { heading: '15', text: 'Oils and fats; animal fats and margarine have the normal rate', rates: [55, 200] },
  { heading: '16', text: 'Preparations of meat and fish', rates: [55] },
  { heading: '160431', text: 'Caviar', rates: [200] },
  { heading: '1701', text: 'Sugar', rates: [55] },
  { heading: '1702', text: 'Other sugars and syrups', rates: [55] },
  { heading: '1704', text: 'Sweets', rates: [200] },
  { heading: '18', text: 'Cocoa and chocolate; some chocolate has 5.5 %', rates: [200, 55] },
  { heading: '19', text: 'Preparations of cereals', rates: [55] },
  { heading: '20', text: 'Preparations of vegetables and fruit', rates: [55] },
  { heading: '21', text: 'Sauces, soups, yeasts', rates: [55, 200] },
  { heading: '2106', text: 'Food preparations; supplements have other rates', rates: [200, 55, 100] },
  { heading: '2201', text: 'Water', rates: [55] },
  { heading: '2202', text: 'Drinks without alcohol', rates: [55, 200] },
  { heading: '2309', text: 'Animal feed; for farm animals 10 %', rates: [200, 100] },
  { heading: '3003', text: 'Medicines; those that are reimbursed have 2.1 %', rates: [100, 21] },
  { heading: '3004', text: 'Medicines; those that are reimbursed have 2.1 %', rates: [100, 21] },
  { heading: '4401', text: 'Firewood', rates: [100, 200] },
  { heading: '4901', text: 'Books', rates: [55] },
  { heading: '4902', text: 'Newspapers and magazines that are registered as press', rates: [21, 200] },
  { heading: '4903', text: 'Picture books for children; those to draw in have the normal rate', rates: [55, 200] },
  { heading: '4904', text: 'Music in print', rates: [55, 200] },
  { heading: '4905', text: 'Maps and atlases', rates: [55, 200] },
  { heading: '8713', text: 'Wheelchairs', rates: [55] },
  { heading: '9021', text: 'Orthopaedic appliances of the list of the health insurance', rates: [55, 200] },
  { heading: '9619', text: 'Sanitary articles; towels and tampons have 5.5 %', rates: [200, 55] },
  { heading: '97', text: 'Works of art', rates: [55, 200] },
];

const byHeading = lazily(() => new Map(goodsAtRates.map((line) => [line.heading, line])));

/** The line of the list that holds for a commodity code. */
export function goodsAtRateOf(commodityCode: string): GoodsAtRate | undefined {
  const lengths = Array.from({ length: commodityCode.length }, (_, n) => commodityCode.length - n);
  const found = lengths.find((length) => byHeading().has(commodityCode.slice(0, length)));
  return found === undefined ? undefined : byHeading().get(commodityCode.slice(0, found));
}

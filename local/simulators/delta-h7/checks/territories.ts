import type { Declaration } from '../register/declaration.ts';

/** Parts of France that tax imports alike. Monaco counts as metropolitan France. */
export type Territory = 'metropolitan' | 'reduced-vat' | 'no-vat';

/** By the first digits of the postcode, or by the country where the territory is written as one. */
const territories: Readonly<Record<string, Territory>> = {
  971: 'reduced-vat', // Guadeloupe
  972: 'reduced-vat', // Martinique
  974: 'reduced-vat', // Réunion
  GP: 'reduced-vat',
  MQ: 'reduced-vat',
  RE: 'reduced-vat',
  973: 'no-vat', // Guyane
  976: 'no-vat', // Mayotte
  GF: 'no-vat',
  YT: 'no-vat',
};

/** The territory to which the goods go: that of the importer. One who gives no address is in metropolitan France. */
export function territoryOf({ importer }: Declaration): Territory {
  const { importerCountry = '', importerPostcode = '' } = importer?.importerAddress ?? {};
  return territories[importerCountry] ?? territories[importerPostcode.slice(0, 3)] ?? 'metropolitan';
}

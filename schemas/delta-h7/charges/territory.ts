import type { Certainty } from '../../contract.ts';
import { textAt } from '../../fault.ts';

/** A territory with rules of its own for VAT and for the French tax. */
export type Territory =
  | 'metropolitan'
  | 'corsica'
  | 'monaco'
  | 'guadeloupe'
  | 'martinique'
  | 'guyane'
  | 'reunion'
  | 'mayotte'
  | 'saint-martin'
  | 'other';

/** The territory of an importer, and how sure that is. */
export interface Destination {
  territory: Territory;
  certainty: Certainty;
}

/** The territories by the beginnings of their postcodes: the first that fits. Saint-Martin has 97150 of Guadeloupe's. */
const postcodes: readonly (readonly [beginning: string, territory: Territory])[] = [
  ['97150', 'saint-martin'],
  ['97133', 'other'],
  ['971', 'guadeloupe'],
  ['972', 'martinique'],
  ['973', 'guyane'],
  ['974', 'reunion'],
  ['976', 'mayotte'],
  ['978', 'saint-martin'],
  ['980', 'monaco'],
  ['20', 'corsica'],
];

/** The territories that have a country code of their own (ISO 3166), where the address gives that. */
const countries: Readonly<Record<string, Territory>> = {
  MC: 'monaco',
  GP: 'guadeloupe',
  MQ: 'martinique',
  GF: 'guyane',
  RE: 'reunion',
  YT: 'mayotte',
  MF: 'saint-martin',
};

/**
 * The territory of a declaration's importer: by the country where that has a code of its own, else by the postcode. An
 * importer without an address, known by the EORI alone, is taken to be in metropolitan France.
 */
export function territoryOf(declaration: unknown): Destination {
  // Customs takes its letters in either case (D2).
  const country = textAt(declaration, '/importer/importerAddress/importerCountry')?.toUpperCase();
  const postcode = textAt(declaration, '/importer/importerAddress/importerPostcode')?.trim();
  if (country !== undefined && countries[country]) return { territory: countries[country], certainty: 'verified' };
  if (country !== undefined && country !== 'FR') return { territory: 'other', certainty: 'inferred' };
  if (postcode === undefined) return { territory: 'metropolitan', certainty: 'inferred' };
  const [, found] = postcodes.find(([beginning]) => postcode.startsWith(beginning)) ?? [];
  if (found) return { territory: found, certainty: 'verified' };
  // 975, 977 and 98 but for Monaco lie outside the customs territory of the Union, or outside that of its VAT.
  return { territory: /^(97|98)/.test(postcode) ? 'other' : 'metropolitan', certainty: 'verified' };
}

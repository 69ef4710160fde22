import { textAt } from '../../fields.ts';
import { type Declared, placedIn } from '../declared.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The member states, Monaco, and the territories of the Union that are outside its customs or tax territory. */
const UNION = new Set(
  'AT AX BE BG CY CZ DE DK EE ES FI FR GF GP GR HR HU IE IT LT LU LV MC MF MQ MT NL PL PT RE RO SE SI SK XI YT'.split(
    ' ',
  ),
);

export const unionGoodsRule: LawRule = {
  id: 'union-goods',
  title:
    'Union goods (CO) come from the Union and owe VAT or octroi de mer, never customs duty: no relief from it is asked (C07), and private consignments to the DOM are free up to 400 EUR',
  certainty: 'secondary',
  source: 'DGDDI on trade with the DOM, by secondary sources; EU code list of declaration types (11 01)',
  remedy: 'declare goods from third countries as imports (IM)',
  check: (declared) => (declared.isUnionGoods ? [...foreignExporters(declared), ...reliefs(declared)] : []),
};

function foreignExporters({ payload }: Declared): LawFinding[] {
  const places = ['/declaration', ...placedIn(payload, '/declaration/items').map(({ pointer }) => pointer)];
  return places.flatMap((place): LawFinding[] => {
    const pointer = `${place}/exporter/exporterAddress/exporterCountry`;
    const country = textAt(payload, pointer)?.toUpperCase();
    return country === undefined || UNION.has(country)
      ? []
      : [{ pointer, rule: 'the exporter of Union goods (CO) is in the Union', found: 'another country' }];
  });
}

function reliefs({ items }: Declared): LawFinding[] {
  return items
    .filter(({ codes }) => codes.includes('C07'))
    .map(({ pointer }) => ({
      pointer: `${pointer}/additionalProcedure`,
      rule: 'Union goods (CO) owe no customs duty, so that there is no relief from it',
      found: 'C07',
      remedy: 'remove C07',
    }));
}

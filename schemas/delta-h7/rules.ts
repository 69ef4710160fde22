import { type Fault, valueAt, valueKind } from '../fault.ts';
import { EXPECTED_AT } from './law/declared.ts';

/**
 * Rules of the contract that span several fields; those of the law are in `law/`. Each reads only the fields it needs and
 * stays silent where one is missing or of the wrong type: the schema reports those faults itself.
 */

/** [H7-C3] An anticipated declaration (`D`) has a provisional validation date, a validated one (`A`) has none. */
export function provisionalDateForAnticipated(payload: unknown): Fault[] {
  const type = valueAt(payload, '/declaration/genericInformation/additionalDeclarationType');
  const date = valueAt(payload, EXPECTED_AT);
  if (type === 'D' && date === undefined) {
    return [
      {
        pointer: EXPECTED_AT,
        rule: 'an anticipated declaration (additionalDeclarationType D) has a provisional validation date',
        found: valueKind(date),
        remedy: 'add the date and time at which the goods are expected',
      },
    ];
  }
  if (type === 'A' && date !== undefined) {
    return [
      {
        pointer: EXPECTED_AT,
        rule: 'a validated declaration (additionalDeclarationType A) has no provisional validation date',
        found: valueKind(date),
        remedy: 'remove it, or declare as anticipated (D)',
      },
    ];
  }
  return [];
}

/**
 * A party without an identifier (EORI) needs a name and an address ("If empty, then name and address are required").
 */
function identifiedOrNamed(role: 'importer' | 'declarant') {
  return (payload: unknown): Fault[] => {
    const party = valueAt(payload, `/declaration/${role}`);
    if (typeof party !== 'object' || party === null || valueAt(party, `/${role}Id`) !== undefined) return [];
    return [`${role}Name`, `${role}Address`]
      .filter((field) => valueAt(party, `/${field}`) === undefined)
      .map((field) => ({
        pointer: `/declaration/${role}/${field}`,
        rule: `without ${role}Id, name and address of the ${role} are required`,
        found: 'nothing',
        remedy: `add ${field}, or give ${role}Id`,
      }));
  };
}

export const declarationRules = [
  provisionalDateForAnticipated,
  identifiedOrNamed('importer'),
  identifiedOrNamed('declarant'),
];

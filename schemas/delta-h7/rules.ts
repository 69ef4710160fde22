import * as z from 'zod';
import { type Fault, valueAt, valueKind } from '../fault.ts';
import { lazily } from '../lazily.ts';

/**
 * Rules that span several fields. Each reads only the fields it needs and stays silent where one is missing or of the
 * wrong type: the schema reports those faults itself.
 */

/** The greatest value of all items of an H7 together, in EUR cents (§2.1.1). */
const THRESHOLD_CENTS = 150_00;

const valuedItems = lazily(() =>
  z.array(
    z.object({ intrinsicValue: z.object({ intrinsicValueAmount: z.number(), intrinsicValueCurrency: z.string() }) }),
  ),
);

/** [H7-C2] Items that are all in EUR add up to 150 EUR at most. Other currencies are for customs to judge. */
export function intrinsicValueWithinThreshold(payload: unknown): Fault[] {
  const items = valuedItems().safeParse(valueAt(payload, '/declaration/items'));
  if (!items.success || !items.data.every((item) => item.intrinsicValue.intrinsicValueCurrency === 'EUR')) return [];
  const cents = items.data.reduce((sum, item) => sum + Math.round(item.intrinsicValue.intrinsicValueAmount * 100), 0);
  if (cents <= THRESHOLD_CENTS) return [];
  return [
    {
      pointer: '/declaration/items',
      rule: 'the intrinsic value of the whole declaration must not exceed 150 EUR (§2.1.1)',
      found: 'total above 150 EUR',
      remedy: 'declare these goods with a full declaration (H1)',
    },
  ];
}

const PROVISIONAL = '/declaration/genericInformation/provisionalValidationDateTime';

/** [H7-C3] An anticipated declaration (`D`) has a provisional validation date, a validated one (`A`) has none. */
export function provisionalDateForAnticipated(payload: unknown): Fault[] {
  const type = valueAt(payload, '/declaration/genericInformation/additionalDeclarationType');
  const date = valueAt(payload, PROVISIONAL);
  if (type === 'D' && date === undefined) {
    return [
      {
        pointer: PROVISIONAL,
        rule: 'an anticipated declaration (additionalDeclarationType D) has a provisional validation date',
        found: valueKind(date),
        remedy: 'add the date and time at which the goods are expected',
      },
    ];
  }
  if (type === 'A' && date !== undefined) {
    return [
      {
        pointer: PROVISIONAL,
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
  intrinsicValueWithinThreshold,
  provisionalDateForAnticipated,
  identifiedOrNamed('importer'),
  identifiedOrNamed('declarant'),
];

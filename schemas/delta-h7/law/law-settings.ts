import * as z from 'zod';
import { laneFile } from '../../lane.ts';
import { nearest } from '../../nearest.ts';
import { lawIds } from './law-ids.ts';
import { USUAL_MARGIN } from './rules/value-threshold.ts';

const ids: readonly string[] = lawIds;

/** The settings of the law by which a lane judges: all of them may be left out. */
export const lawSettings = z.strictObject({
  /** The rules whose warnings are faults for this lane, by their ids (docs/law.md): the sender refuses for them. */
  raise: z
    .array(
      z.string().superRefine((id, context) => {
        if (ids.includes(id)) return;
        const meant = nearest(id, ids);
        const which = meant.startsWith('one of ') ? `: ${meant}` : `, perhaps ${meant}`;
        context.addIssue({ code: 'custom', message: `the id of a rule in docs/law.md${which}` });
      }),
    )
    .max(ids.length, `at most ${ids.length}`)
    .default([]),
  /** The beginnings of HS codes whose goods need no product identifiers, by administrative tolerance. */
  identifierExemptions: z
    .array(z.string().regex(/^\d{2,6}$/, 'the beginning of an HS code, of 2 to 6 digits'))
    .max(200, 'at most 200')
    .default([]),
  /** The file of the rates of exchange, beside the configuration: units for one euro, by month and currency. */
  exchangeRates: laneFile.optional(),
  /** The margin above 150 EUR within which converted values are left to customs, in per cent. */
  margin: z.number().min(0, '0 or more').max(50, 'at most 50 %').default(USUAL_MARGIN),
});
export type LawSettings = z.infer<typeof lawSettings>;

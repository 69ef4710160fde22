import * as z from 'zod';
import { laneBase, privateUrl, share } from '../lane.ts';
import { network } from '../network.ts';
import { platformName } from '../platform-name.ts';

/** The settings of the lane to CIEL. */
export const cielLane = z.strictObject({
  ...laneBase,
  /** The URL that declarations are posted to. Its host is another than that of the tokens. */
  declarationsUrl: privateUrl,
  tokenUrl: privateUrl,
  scope: z.string().min(1).max(300).default('https://douane.finances.gouv.fr/ciel/interprofession/v1'),
  audience: z.string().min(1).max(300).default('https://douane.finances.gouv.fr/oauth2/v1/auth'),
  // No limit is public: an interprofession has some 2,000 declarations on the day of the deadline.
  share: share({ perSecond: 50, perHour: 100_000 }).prefault({ perSecond: 2, perHour: 5000 }),
  network: network.optional(),
  /** The days of warning before the 10th, by which drafts have to be validated. */
  warnDays: z.int('whole number').min(1).max(30, 'at most 30 days').default(3),
  /** The declarations that come back validated. */
  returns: z
    .strictObject({
      /** The folder of the listing, above the SIRENs. */
      listingUrl: privateUrl,
      everyMinutes: z.number().positive('more than 0').max(1440, 'at most a day').default(60),
      /** The interprofessions whose files are asked for; those of the filings of 15 months where left out. */
      sirens: z
        .array(z.string().regex(/^[0-9]{9}$/, 'a SIREN of nine digits'))
        .min(1, 'at least one')
        .optional(),
      /** The platform that is told of declarations that were not filed through us. */
      platform: platformName().optional(),
    })
    .optional(),
});
export type CielLane = z.infer<typeof cielLane>;

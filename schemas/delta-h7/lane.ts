import * as z from 'zod';
import { laneBase, laneFile, safeUrl, share } from '../lane.ts';
import { lawSettings } from './law/law-settings.ts';

/** The service level's ceilings, for all operators together (§2.3.3). */
export const ceilings = { perSecond: 150, perHour: 150_000 } as const;

/** [H7-S3] 99 % of messages are answered within 30 minutes (§2.3.3). */
const OVERDUE_MINUTES = 30;

/** Ours, and to be changed where flights are filed later than that: no document says it. */
const JOIN_HOURS = 2;

/** The settings of the lane to Delta-H7, and our share of its rate. */
export const deltaH7Lane = z.strictObject({
  ...laneBase,
  overdueMinutes: laneBase.overdueMinutes.default(OVERDUE_MINUTES),
  /** Base URL of the web services, for example `https://api.douane.gouv.fr/dh7` (§2.3.1). */
  baseUrl: safeUrl,
  /** The OAuth2 token endpoint, `…/oauth2/token` (§2.3.7.1); its host is not public. */
  tokenUrl: safeUrl,
  /** The client's authentication at the token endpoint: not public, so it can be changed. */
  clientAuthentication: z.enum(['body', 'basic'], 'body or basic').default('body'),
  /** The OAuth2 scope to ask for, if any: not public. */
  scope: z.string().min(1).optional(),
  /** Headers in addition to the contract's own; a sister service of customs asks for some. */
  extraHeaders: z
    .record(z.string().regex(/^[A-Za-z0-9-]+$/, 'header name of letters, digits and hyphens'), z.string())
    .default({}),
  /** Days before customs cancels an anticipated declaration at which its operator is warned. */
  warnDays: z.int('whole number').min(1).max(29, 'at most 29 days').default(3),
  /** The law of imports: which warnings are faults for this lane, and what it is judged by (docs/law.md). */
  law: lawSettings.optional(),
  /** Arrivals: the hours in which declarations that are filed after one, under the same transport document, join it. */
  arrivals: z
    .strictObject({ joinHours: z.number().min(0).max(720, 'at most 30 days').default(JOIN_HOURS) })
    .prefault({}),
  /**
   * The rename map that `declarant dictionary` made of DGDDI's dictionary, beside the configuration; without it our names
   * are those of the wire.
   */
  dictionary: laneFile.optional(),
  share: share(ceilings),
});
export type DeltaH7Lane = z.infer<typeof deltaH7Lane>;

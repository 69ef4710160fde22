import * as z from 'zod';
import { callSeconds, LONGEST_CALL_SECONDS, laneBase, laneFile, safeUrl, share } from '../lane.ts';
import { weekdays } from './weekdays.ts';

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .regex(/^[^\p{Cc}\p{Cs}\uFFFE\uFFFF]*$/u, 'text on one line, without control characters')
    .max(most, `at most ${most} characters`);

/** A URL as `safeUrl`, but never without TLS: a certificate is shown in its handshake. */
const secureUrl = safeUrl.refine((url) => !/^http:/i.test(url), 'must be https: the certificate is shown by TLS');

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time in Paris, as 08:30');

/** The settings of the lane to OMEGA. */
export const omegaLane = z.strictObject({
  ...laneBase,
  /** The URL of step 1. No URL is public. */
  verifyUrl: secureUrl,
  /** The URL of step 2. */
  createUrl: secureUrl,
  /** The company's distinguished name, which is part of its certificate (§3.2.1). */
  DNEntreprise: text(500),
  /** The number of the CDG-F (formerly CAD) that the metering points belong to. */
  NumeroCAD: text(100),
  /** The user at OMEGA. */
  Login: text(100),
  /** The file that describes the messages' form, beside the configuration; the built-in one where left out. */
  descriptor: laneFile.optional(),
  /** OMEGA may take over five minutes (§2.1). */
  timeoutSeconds: callSeconds(LONGEST_CALL_SECONDS, 310),
  /** The minutes after which a message goes again that met closed hours or a maintenance. */
  retryMinutes: z.number().positive('more than 0').max(1440, 'at most a day').default(30),
  /** [OM-3] OMEGA's opening hours in Paris, which are not public: what met closed hours waits for them. */
  openingHours: z
    .strictObject({ days: z.array(z.enum(weekdays)).min(1, 'at least one day'), from: time, to: time })
    .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })
    .optional(),
  // No limit is public: this one only catches slips.
  share: share({ perSecond: 50, perHour: 100_000 }).prefault({ perSecond: 5, perHour: 10_000 }),
});
export type OmegaLane = z.infer<typeof omegaLane>;

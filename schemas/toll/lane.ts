import * as z from 'zod';
import { isLoopback, laneBase, safeUrl, share } from '../lane.ts';
import { platformName } from '../platform-name.ts';
import { paths } from './paths.ts';

/** The least seconds between two asks for a status, and between two reads of the feed; less against loopback only. */
const LEAST = { validation: 5, routing: 60 } as const;

const seconds = z.number().positive('more than 0').max(3600, 'at most an hour');

/** The settings of the lane to Tolletaten. */
export const tollLane = z
  .strictObject({
    ...laneBase,
    /** `https://api.toll.no`; `https://api-test.toll.no` is the playground. */
    baseUrl: safeUrl,
    /** Maskinporten's token endpoint. */
    tokenUrl: safeUrl,
    /** Maskinporten's issuer, which the grant is for. */
    audience: z.string().regex(/^https?:\/\/\S+\/$/, 'the issuer as Maskinporten writes it, with the slash at its end'),
    /** The endpoint that gives a token of Tolletaten for one of Maskinporten. */
    exchangeUrl: safeUrl,
    scope: z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, 'one scope, without a space'),
    // No limit is public: this one only catches slips.
    share: share({ perSecond: 100, perHour: 360_000 }),
    /** When the status of a request is asked for: after the presentation, then again, at most so many times. */
    validation: z
      .strictObject({
        firstSeconds: seconds.default(2),
        everySeconds: seconds.default(5),
        times: z.int('whole number').min(1).max(1000, 'at most 1000').default(60),
      })
      .prefault({}),
    /** The path of the status, below the base URL. */
    validationStatusPath: z
      .string()
      .regex(/^\/\S*\{requestId\}\S*$/, 'a path with {requestId} in it')
      .default(paths.validationStatus),
    routing: z
      .strictObject({
        everySeconds: z.number().min(1).max(86_400, 'at most a day').default(60),
        /** The platform that is told of consignments that no platform presented by themselves. */
        platform: platformName().optional(),
      })
      .prefault({}),
  })
  .superRefine(({ baseUrl, ...lane }, context) => {
    if (!URL.canParse(baseUrl) || isLoopback(new URL(baseUrl))) return;
    for (const [part, least] of Object.entries(LEAST)) {
      if (lane[part as keyof typeof LEAST].everySeconds < least)
        context.addIssue({ code: 'custom', path: [part, 'everySeconds'], message: `at least ${least} s` });
    }
  });
export type TollLane = z.infer<typeof tollLane>;

import * as z from 'zod';
import { authorityNames, filingKinds, isAuthority } from './catalogue.ts';
import { lazily } from './lazily.ts';
import { platformName } from './platform-name.ts';

/**
 * A platform's submission on a lane's outbox. The payload is the authority's message, without the parts that the gateway
 * fills in.
 */
export const submission = lazily(() =>
  z.strictObject({
    authority: z.string().refine(isAuthority, `one of ${authorityNames.join(', ')}`),
    message: z.string().min(1, 'must not be empty'),
    /** The platform that gets the outcomes. */
    platform: platformName(),
    /** The platform's own reference, where the message holds none; else absent, or the same as there. */
    reference: z
      .string()
      .min(1, 'must not be empty')
      .max(100, 'at most 100 characters')
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'whole characters, and none that controls anything')
      .optional(),
    /** The operator's reason, for a message that is an exception. */
    reason: z.string().min(3, 'at least 3 characters').max(500, 'at most 500 characters').optional(),
    payload: z.record(z.string(), z.unknown()),
  }),
);
export type Submission = z.infer<ReturnType<typeof submission>>;

/** A pointer that the gateway itself puts on an outbox: a parked send may go now. The message stays in the ledger. */
export const sendPointer = lazily(() =>
  z.strictObject({
    resume: z.strictObject({
      authority: z.string().refine(isAuthority),
      kind: z.enum(filingKinds),
      reference: z.string().max(100),
      message: z.string().max(100),
      attempt: z.int(),
      /** It fails alone: others go before it. */
      alone: z.literal(true).optional(),
    }),
  }),
);
export type SendPointer = z.infer<ReturnType<typeof sendPointer>>;

/** Another pointer of the gateway's: the lane's sender reads a page of this feed. */
export const feedPoll = lazily(() => z.strictObject({ poll: z.string().max(100) }));
export type FeedPoll = z.infer<ReturnType<typeof feedPoll>>;

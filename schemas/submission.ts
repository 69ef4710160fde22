import * as z from 'zod';
import { authorityNames, filingKinds, isAuthority } from './catalogue.ts';
import { lazily } from './lazily.ts';
import { platformName } from './platform-name.ts';

/**
 * What a platform puts on a lane's outbox. The payload is the authority's message;
 * `header.messageDateTime` and `header.messageId` are filled in where absent.
 */
export const submission = lazily(() =>
  z.strictObject({
    authority: z.string().refine(isAuthority, `one of ${authorityNames.join(', ')}`),
    message: z.string().min(1, 'must not be empty'),
    /** Who is told what happened. */
    platform: platformName(),
    /** Why an operator has it sent: for a message that is an exception. */
    reason: z.string().min(3, 'at least 3 characters').max(500, 'at most 500 characters').optional(),
    payload: z.record(z.string(), z.unknown()),
  }),
);
export type Submission = z.infer<ReturnType<typeof submission>>;

/**
 * What the gateway puts on an outbox itself: a send that waited in the ledger may go now. The
 * message stays in the ledger.
 */
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

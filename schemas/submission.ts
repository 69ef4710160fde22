import { z } from 'zod';
import { authorityNames, isAuthority } from './catalogue.ts';

/**
 * What a platform puts on a lane's outbox. The payload is the authority's message;
 * `header.messageDateTime` and `header.messageId` are filled in where absent.
 */
export const submission = z.strictObject({
  authority: z.string().refine(isAuthority, `one of ${authorityNames.join(', ')}`),
  message: z.string().min(1, 'must not be empty'),
  /** Who is told what happened. */
  platform: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'up to 64 letters, digits, dots, hyphens and underscores'),
  payload: z.record(z.string(), z.unknown()),
});
export type Submission = z.infer<typeof submission>;

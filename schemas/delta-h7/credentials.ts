import * as z from 'zod';
import { lazily } from '../lazily.ts';

/** The value of the credentials' secret, as JSON. */
export const deltaH7Credentials = lazily(() =>
  z.object({
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    username: z.string().min(1),
    password: z.string().min(1),
  }),
);
export type DeltaH7Credentials = z.infer<ReturnType<typeof deltaH7Credentials>>;

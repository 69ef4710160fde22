import * as z from 'zod';
import { lazily } from '../lazily.ts';

/** The value of the credentials' secret, as JSON; exactly one of `keyId` and `certificateChain` is in it. */
export const tollCredentials = lazily(() =>
  z.object({
    clientId: z.string().min(1),
    /** The RSA key in PKCS#8 or PKCS#1, as PEM. */
    privateKey: z.string().min(1),
    /** The id under which the key is registered at Maskinporten. */
    keyId: z.string().min(1).optional(),
    /** The certificates as PEM, that of the key first. */
    certificateChain: z.string().min(1).optional(),
  }),
);
export type TollCredentials = z.infer<ReturnType<typeof tollCredentials>>;

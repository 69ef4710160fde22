import * as z from 'zod';
import { lazily } from '../lazily.ts';

/** The value of the credentials' secret, as JSON. */
export const cielCredentials = lazily(() =>
  z.object({
    /** The UUID that customs gives an interprofession for its certificate: the `iss` of its grants. */
    issuer: z.string().min(1),
    /** The RSA key of that certificate in PKCS#8 or PKCS#1, as PEM. */
    privateKey: z.string().min(1),
  }),
);
export type CielCredentials = z.infer<ReturnType<typeof cielCredentials>>;

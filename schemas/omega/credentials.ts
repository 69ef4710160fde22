import * as z from 'zod';
import { lazily } from '../lazily.ts';

/**
 * [OM-5] The value of the credentials' secret, as JSON: `certificate` with `privateKey`, or `pkcs12` with its
 * passphrase.
 */
export const omegaCredentials = lazily(() =>
  z.object({
    /** The certificates as PEM, our own first. */
    certificate: z.string().min(1).optional(),
    /** Its key as PEM. */
    privateKey: z.string().min(1).optional(),
    /** The passphrase of the key, or of the PKCS#12. */
    passphrase: z.string().optional(),
    /** The certificate and its key as PKCS#12, in base64. */
    pkcs12: z.string().min(1).optional(),
    /** The authorities that may sign the server's certificate, as PEM; those of Node.js where left out. */
    authorities: z.string().min(1).optional(),
  }),
);

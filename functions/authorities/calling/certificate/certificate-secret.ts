import type * as z from 'zod';
import type { CertificateTrouble } from '../../../../schemas/certificate-troubles.ts';
import { readCredentials } from '../../../tokens/credentials.ts';
import type { ReadSecret } from '../../../tokens/secrets.ts';
import { TokenFailure } from '../../../tokens/token-failure.ts';
import { faultyCertificate } from './client-certificate.ts';

/** The faults of the whole secret, by the details that they have for any credentials. */
const faults: Readonly<Record<string, CertificateTrouble>> = {
  ResourceNotFoundException: 'certificate-missing-secret',
  // A deleted secret is kept for some days, and answers so meanwhile.
  InvalidRequestException: 'certificate-missing-secret',
  SECRET_UNUSABLE: 'certificate-wrong-secret',
};

/**
 * Reads the secret that holds a certificate.
 * @throws {TokenFailure} where it cannot be used; one that is not there, or of another form, is a fault of the certificate
 */
export async function readCertificateSecret<T extends z.ZodObject>(
  name: string,
  readSecret: ReadSecret,
  schema: T,
): Promise<z.infer<T>> {
  try {
    return (await readCredentials(name, readSecret, schema)).value;
  } catch (failure) {
    const fault = faults[TokenFailure.of(failure).detail ?? ''];
    throw fault ? faultyCertificate(fault) : failure;
  }
}

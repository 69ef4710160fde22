import type { X509Certificate } from 'node:crypto';
import type { Descriptor } from '../../../schemas/omega/descriptor/form.ts';
import type { OmegaLane } from '../../../schemas/omega/lane.ts';
import type { ShownCertificate } from '../../../schemas/shown-certificate.ts';
import { troubleOf } from '../../../schemas/trouble.ts';
import { certificateDates } from '../calling/certificate/certificate-dates.ts';
import { faultyCertificate } from '../calling/certificate/client-certificate.ts';
import { isOwner } from '../calling/certificate/distinguished-name.ts';

/** The company's name, and whether it is looked for in the certificate (inferred from §3.2.1.1). */
export interface Company {
  name: OmegaLane['DNEntreprise'];
  isCompared: Descriptor['compareSubject'];
}

/**
 * [OM-5] Checks that a certificate is the company's: `DNEntreprise` is part of it.
 * @throws {TokenFailure} where it is not, and they are compared
 */
export function checkOwner(certificate: X509Certificate, { name, isCompared }: Company): void {
  if (isCompared && !isOwner(name, certificate)) throw otherOwner();
}

const otherOwner = () => faultyCertificate('certificate-wrong-name');

/** The certificate as the doctor tells of it: also one of another company, whose name has to be seen. */
export function shownCertificate(certificate: X509Certificate, { name, isCompared }: Company): ShownCertificate {
  const doubt = {
    says: 'DNEntreprise is not in the certificate, and the descriptor says not to compare them',
    remedy: 'ask GRDF which name it expects',
  };
  return {
    subject: onOneLine(certificate.subject),
    issuer: onOneLine(certificate.issuer),
    ...certificateDates(certificate),
    ...(!isOwner(name, certificate) && (isCompared ? { trouble: troubleOf(otherOwner().failure) } : { doubt })),
  };
}

/** A name as RFC 4514 writes it: Node.js has a line for each part, the first one last. */
const onOneLine = (name: string) => name.split('\n').reverse().join(',');

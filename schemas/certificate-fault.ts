import type { Trouble } from './trouble.ts';

/** The faults of a lane's own certificate; each has an alarm of its own. */
export const certificateFaults = ['missing', 'wrong', 'expired', 'foreign'] as const;
export type CertificateFault = (typeof certificateFaults)[number];

/**
 * The fault of the lane's own certificate that a trouble tells of; undefined for any other trouble. Its detail says so by
 * its beginning, and may be finer: `certificate-wrong`, `certificate-wrong-key`.
 */
export function certificateFaultOf({ detail = '' }: Trouble): CertificateFault | undefined {
  return certificateFaults.find(
    (fault) => detail === `certificate-${fault}` || detail.startsWith(`certificate-${fault}-`),
  );
}

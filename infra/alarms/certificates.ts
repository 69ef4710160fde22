import { contractOf } from '../../schemas/catalogue.ts';
import type { CertificateFault } from '../../schemas/certificate-fault.ts';
import { type AlarmKind, type AlarmKinds, eachLane } from './kind.ts';
import { eventMetric } from './metric.ts';

/** The alarms of a lane that shows a certificate of its own: one for each way in which it may fail. */
export const certificateAlarms: AlarmKinds = {
  'certificate-missing': unusable(
    'missing',
    'The lane has no certificate to show: the authority lets nobody in without.',
  ),
  'certificate-wrong': unusable('wrong', "The lane's certificate cannot be used as it stands in the secret."),
  'certificate-expired': unusable('expired', "The lane's certificate has expired, or is not valid yet."),
  'certificate-foreign': unusable('foreign', "The authority does not know the lane's certificate."),
};

function unusable(certificate: CertificateFault, means: string): AlarmKind {
  return {
    severity: 'critical',
    means: `${means} Nothing can be sent, and messages wait.`,
    watches: eachLane(
      ({ stage }, authority) => ({
        metrics: {
          failed: eventMetric(stage, 'certificate.unusable', 'CertificateUnusable', { authority, certificate }),
        },
        unit: 'failed calls in 5 minutes',
      }),
      (authority) => contractOf(authority).showsCertificate === true,
    ),
  };
}

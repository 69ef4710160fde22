import { explain, troubleLine } from '../../schemas/causes.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import type { ShownCertificate } from '../../schemas/shown-certificate.ts';
import { printable } from '../terminal/terminal.ts';
import { type Finding, fault, ok, warning } from './diagnosis.ts';

/**
 * The finding on the certificate that a lane shows: its owner, who signed it, and its time.
 * @param age the finding on its end
 */
export function certificateFinding(shown: ShownCertificate, now: Date, age: Finding): Finding {
  const { subject, issuer, from, until, trouble, doubt } = shown;
  const whose = `the certificate is for ${printable(subject)}, signed by ${printable(issuer)}`;
  if (trouble) return fault(`${whose}: ${troubleLine(trouble)}`, explain(trouble).remedy);
  if (from > now)
    return fault(
      `${whose}: it is not valid before ${dateInParis(from)}`,
      'wait, put another one into the secret, or look at the clock',
    );
  if (until <= now)
    return fault(
      `${whose}: it expired on ${dateInParis(until)}`,
      'put a new one into the secret: the runbook says how, at certificate-expired',
    );
  const all = [age, ...(doubt ? [warning(doubt.says, doubt.remedy)] : [])];
  const says = [whose, ...all.map((one) => one.says)].join('; ');
  const remedies = all.flatMap(({ remedy }) => remedy ?? []);
  return remedies.length > 0 ? warning(says, remedies.join('; ')) : ok(says);
}

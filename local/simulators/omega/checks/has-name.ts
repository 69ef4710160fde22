import type { X509Certificate } from 'node:crypto';
import { nameParts } from '../../support/name-parts.ts';

/** True if a certificate is for a distinguished name, in whichever order that is written. */
export function hasName({ subject }: Pick<X509Certificate, 'subject'>, name: string): boolean {
  return partsOf(subject.replaceAll('\n', ',')) === partsOf(name) && name !== '';
}

const partsOf = (name: string) =>
  nameParts(name)
    .map(({ type, value }) => `${type}=${value}`)
    .sort()
    .join('\n');

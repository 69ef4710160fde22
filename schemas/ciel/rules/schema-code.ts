import type { Fault } from '../../fault.ts';

/**
 * [CI-3] The code of a fault that the schema finds: 001, or 037 for a count of documents that is no whole number above 0. CIEL
 * looks no further where the form is wrong.
 */
export const schemaCode = ({ pointer }: Fault): string =>
  pointer.endsWith('/nombre-document-empreinte') ? '037' : '001';

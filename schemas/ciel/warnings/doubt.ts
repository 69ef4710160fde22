import type { Certainty, Warning } from '../../contract.ts';

/** A doubt about a declaration, by its day: nothing is refused for it. */
export type Doubt = (drm: unknown, on: Date) => Warning[];

/** The public contract of CIEL, which leaves open some of what its codes mean. */
const CONTRACT = 'contract v2.24 §3, XSD 1.21';

/** A doubt that the public contract leaves open. */
export const doubtful = (pointer: string, text: string, certainty: Certainty = 'inferred'): Warning => ({
  pointer,
  text,
  certainty,
  source: CONTRACT,
});

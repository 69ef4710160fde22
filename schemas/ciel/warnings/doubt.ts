import type { Certainty, Warning } from '../../contract.ts';

/** A doubt about a declaration, by its day: nothing is refused for it. */
export type Doubt = (drm: unknown, on: Date) => Warning[];

/** A doubt that the public contract leaves open. */
export const doubtful = (pointer: string, text: string, certainty: Certainty = 'inferred'): Warning => ({
  pointer,
  text,
  certainty,
});

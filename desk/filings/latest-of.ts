import type { Filing } from '../../schemas/filing.ts';

/** The time of a filing's latest message, sent or received. */
export function latestOf({ history }: Pick<Filing, 'history'>): string {
  return history.at(-1)?.at ?? '';
}

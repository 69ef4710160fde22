import type { Filing } from '../../schemas/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';

/** What a platform is told of a filing as it stands: all but its history. */
export function told(filing: Filing): Pick<Outcome, keyof Filing & keyof Outcome> {
  const { history: _, ...rest } = filing;
  return rest;
}

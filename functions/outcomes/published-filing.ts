import type { Filing } from '../../schemas/filing.ts';
import { shown } from '../../schemas/shown-filing.ts';

/** What a platform is told of a filing as it stands: all but its history and the declaration, which it has itself. */
export function publishedFiling(filing: Filing) {
  const { history: _, declaration: __, orphan: ___, ...rest } = filing;
  // Each reference stands under its own name, too.
  const { references: ____, ...outcome } = shown(rest);
  return outcome;
}

import type { Filing, FilingKind } from '../../schemas/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';

/** What a platform is told of a filing as it stands: all but its history and the declaration, which it has itself. */
export function told(filing: Filing, kind: FilingKind): Pick<Outcome, (keyof Filing & keyof Outcome) | 'kind'> {
  const { history: _, declaration: __, orphan: ___, ...rest } = filing;
  return { ...rest, kind };
}

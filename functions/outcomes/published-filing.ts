import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { Filing } from '../../schemas/filing.ts';
import { shown } from '../../schemas/shown-filing.ts';

/** A filing as platforms see it: without its history and the declaration, which the platform has itself. */
export function publishedFiling(filing: Filing) {
  const { history: _, declaration: __, orphan: ___, ...rest } = filing;
  // The references are left out, since each stands under its own name, too.
  const { references: ____, ...outcome } = shown(rest);
  const stateMeaning = contractOf(filing.authority as AuthorityName).stateMeanings?.[filing.state ?? ''];
  return { ...outcome, ...(stateMeaning !== undefined && { stateMeaning }) };
}

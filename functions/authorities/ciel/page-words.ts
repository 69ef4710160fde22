import { boundedError } from '../../../schemas/bounded-error.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';

/** The words of a page or a text that is no answer of CIEL's, bounded. */
export function pageWords(text: string): AuthorityError {
  const errorDescription = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return errorDescription === '' ? {} : boundedError({ errorDescription });
}

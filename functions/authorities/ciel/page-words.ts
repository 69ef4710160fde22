import { boundedError } from '../../../schemas/bounded-error.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { wordsIn } from '../../../schemas/xml/words-in.ts';

/** The words of a page or a text that is no answer of CIEL's, bounded. */
export function pageWords(text: string): AuthorityError {
  const errorDescription = wordsIn(text);
  return errorDescription === '' ? {} : boundedError({ errorDescription });
}

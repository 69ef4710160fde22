import { explain } from '../../../schemas/causes.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import type { Trouble } from '../../../schemas/trouble.ts';

/** A trouble in the form in which an authority's errors are shown. */
export function troubleError(trouble: Trouble): AuthorityError {
  const { cause, detail } = trouble;
  const { means } = explain(trouble);
  return { errorCode: cause, errorDescription: detail === undefined ? means : `${means} (${detail})` };
}

import { troubleError } from '../../../schemas/causes.ts';
import type { CielTrouble } from '../../../schemas/ciel/troubles.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';

/**
 * The verdict on a response that says nothing about the message, which may have arrived all the same.
 * @param error the words in it
 */
export function noAnswer(httpStatus: number, detail: CielTrouble, error: AuthorityError = {}) {
  const trouble = { cause: `http-${httpStatus}`, detail } as const;
  const said = { ...troubleError(trouble), ...error };
  return { kind: 'unavailable', ...trouble, httpStatus, error: said, mayHaveArrived: true } as const;
}

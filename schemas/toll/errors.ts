import { boundedError } from '../bounded-error.ts';
import type { AuthorityError } from '../contract.ts';
import { textAt, valueAt } from '../fault.ts';
import { isObject } from '../json.ts';

/** The names of an error's parts, at the call and in the validation. */
const pointers = ['/field', '/pointer/messageElementPath', '/pointer'];
const descriptions = ['/error', '/description', '/message'];
const codes = ['/errorCode', '/code'];

/** The errors in a list, each with the field that it is about; one in another form is shown as it came. */
export function errorsIn(list: unknown): AuthorityError[] {
  return (Array.isArray(list) ? list : []).map((entry) => {
    const first = (names: readonly string[]) => names.map((name) => textAt(entry, name)).find(Boolean);
    const [errorCode, errorPointer, description] = [first(codes), first(pointers), first(descriptions)];
    const errorDescription = description ?? (isObject(entry) && errorPointer ? undefined : JSON.stringify(entry));
    return boundedError({
      ...(errorCode && { errorCode }),
      ...(errorPointer && { errorPointer }),
      ...(errorDescription && { errorDescription }),
    });
  });
}

/** The list of errors in the refusal of a call. */
export function refusalErrors(payload: unknown): AuthorityError[] {
  return errorsIn(valueAt(payload, '/validationErrors'));
}

/** The list of errors in a validation that failed. */
export function validationErrors(payload: unknown): AuthorityError[] {
  return errorsIn(valueAt(payload, '/validationErrorList') ?? valueAt(payload, '/validationErrors'));
}

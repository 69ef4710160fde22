import type { AuthorityError } from '../../schemas/contract.ts';
import type { Fault } from '../../schemas/fault.ts';

/** A fault of ours in the form in which an authority's errors are shown. */
export function errorOfFault(fault: Fault): AuthorityError {
  const { code, pointer, rule, found, remedy } = fault;
  return {
    ...(code !== undefined && { errorCode: code }),
    errorPointer: pointer,
    errorDescription: `${rule}; found ${found}; ${remedy}`,
  };
}

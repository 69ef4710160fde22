import type { AuthorityError } from '../../schemas/contract.ts';
import type { Fault } from '../../schemas/fault.ts';

/** A fault of ours in the form in which an authority's errors are shown. */
export function errorOfFault(fault: Fault): AuthorityError {
  return { errorPointer: fault.pointer, errorDescription: `${fault.rule}; found ${fault.found}; ${fault.remedy}` };
}

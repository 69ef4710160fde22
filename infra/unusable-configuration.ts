import { DeclarantError } from '../schemas/declarant-error.ts';

/** No configuration to make templates of. */
export class UnusableConfiguration extends DeclarantError {
  override readonly name = 'UnusableConfiguration';
  readonly code = 'UNUSABLE_CONFIGURATION';
}

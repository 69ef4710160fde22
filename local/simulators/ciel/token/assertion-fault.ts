import { DeclarantError } from '../../../../schemas/declarant-error.ts';

/** An assertion that gives no token, with the error that is answered. */
export class AssertionFault extends DeclarantError {
  override readonly name = 'AssertionFault';
  readonly code = 'ASSERTION_FAULT';
  /** As `invalid_grant`. */
  readonly error: string;

  constructor(error: string, message: string) {
    super(message);
    this.error = error;
  }
}

import { DeclarantError } from '../../../../schemas/declarant-error.ts';

/** Maskinporten refuses a grant, with the code of its own that stands in the description. */
export class GrantRefusal extends DeclarantError {
  override readonly name = 'GrantRefusal';
  readonly code = 'GRANT_REFUSED';
  /** `MP-124`; undefined for the faults that have none. */
  readonly mpCode: string | undefined;

  constructor(mpCode: string | undefined, message: string) {
    super(message);
    this.mpCode = mpCode;
  }
}

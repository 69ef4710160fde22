import { DeclarantError } from '../../schemas/declarant-error.ts';

/** A lane does not lead to the simulator on this machine. */
export class WrongAddress extends DeclarantError {
  override readonly name = 'WrongAddress';
  readonly code = 'WRONG_ADDRESS';
  /** The key in the lane, and the form that its URL must have. */
  readonly key: string;
  readonly wanted: string;

  constructor(key: string, wanted: string) {
    super(`${key} must be ${wanted}`);
    this.key = key;
    this.wanted = wanted;
  }
}

import { DeclarantError } from '../../schemas/declarant-error.ts';

/** A message of the authority that this code cannot publish, however often it tries. */
export class Unnotifiable extends DeclarantError {
  override readonly name = 'Unnotifiable';
  readonly code = 'UNNOTIFIABLE';
  /** Its messageId, where its item could be read. */
  readonly messageId: string | undefined;

  constructor(cause: unknown, messageId: string | undefined) {
    super('The outcome of the message cannot be published', { cause });
    this.messageId = messageId;
  }
}

/** The ledger has no such message that this code can read. */
export class NotFound extends DeclarantError {
  override readonly name = 'NotFound';
  readonly code = 'NOT_FOUND';
}

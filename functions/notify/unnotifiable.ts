import { DeclarantError } from '../../schemas/declarant-error.ts';
import type { ArrivedMessage } from '../ledger/tellings.ts';

/** A message of the authority that this code cannot publish, however often it tries. */
export class Unnotifiable extends DeclarantError {
  override readonly name = 'Unnotifiable';
  readonly code = 'UNNOTIFIABLE';
  /** The message, where its item could be read. */
  readonly arrived: ArrivedMessage | undefined;

  constructor(cause: unknown, arrived: ArrivedMessage | undefined) {
    super('The outcome of the message cannot be published', { cause });
    this.arrived = arrived && { messageId: arrived.messageId, at: arrived.at };
  }
}

/** The ledger has no such message that this code can read. */
export class NotFound extends DeclarantError {
  override readonly name = 'NotFound';
  readonly code = 'NOT_FOUND';
}

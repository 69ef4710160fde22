import type { AuthorityError } from '../../schemas/contract.ts';
import type { Outcome } from '../../schemas/outcome.ts';

/** A refused or unclear send, as much as its platform sees of it. */
export interface RefusedSend {
  key: Pick<Outcome, 'authority' | 'reference' | 'kind'>;
  message: string;
  platform: string;
  messageId: string;
  error: AuthorityError;
  at: string;
}

/** The outcome of a claimed send that was refused; published again, it has the same id. */
export function refusedOutcome(send: RefusedSend): Outcome {
  return endOf('refused', send);
}

/** The outcome of a send that may have arrived and is not sent again. */
export function unclearOutcome(send: RefusedSend): Outcome {
  return endOf('unclear', send);
}

function endOf(status: 'refused' | 'unclear', { key, message, platform, messageId, error, at }: RefusedSend): Outcome {
  const { authority, reference, kind } = key;
  return {
    ...{ authority, message, reference, kind, platform },
    id: `${status}/${messageId}`,
    at,
    outcome: status,
    messageId,
    status,
    errors: [error],
  };
}

import type { AuthorityError } from '../../schemas/contract.ts';
import type { Outcome } from '../../schemas/outcome.ts';

/** A send that was refused, as much as its platform is told. */
export interface RefusedSend {
  key: Pick<Outcome, 'authority' | 'reference' | 'kind'>;
  message: string;
  platform: string;
  messageId: string;
  error: AuthorityError;
  at: string;
}

/** The outcome of a claimed send that was refused; told again, it bears the same id. */
export function refusedOutcome({ key, message, platform, messageId, error, at }: RefusedSend): Outcome {
  const { authority, reference, kind } = key;
  return {
    ...{ authority, message, reference, kind, platform },
    id: `refused/${messageId}`,
    at,
    outcome: 'refused',
    messageId,
    status: 'refused',
    errors: [error],
  };
}

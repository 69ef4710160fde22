import type { AuthorityError } from '../../schemas/contract.ts';
import type { Outcome } from '../../schemas/outcome.ts';

/** A claimed send, as much as its platform sees of it. */
type Send = Record<'message' | 'platform' | 'messageId', string>;

/** The outcome of a send that was refused, or is unclear and not sent again; published again, it has the same id. */
export function endedOutcome(
  { authority, reference, kind }: Pick<Outcome, 'authority' | 'reference' | 'kind'>,
  { message, platform, messageId }: Send,
  { verdict, error, at }: { verdict: 'refused' | 'unclear'; error: AuthorityError; at: string },
): Outcome {
  return {
    ...{ authority, message, messageId, reference, kind, platform, at },
    id: `${verdict}/${messageId}`,
    outcome: verdict,
    status: verdict,
    errors: [error],
  };
}

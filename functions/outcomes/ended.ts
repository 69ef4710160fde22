import type { AuthorityError } from '../../schemas/contract.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { type SendName, sendId } from './send-id.ts';

/** A claimed send, as much as its platform sees of it. */
type Send = SendName & { platform: string };

/** The outcome of a send that was refused, or is unclear and not sent again; published again, it has the same id. */
export function endedOutcome(
  key: Pick<Outcome, 'authority' | 'reference' | 'kind'>,
  send: Send,
  { verdict, error, at }: { verdict: 'refused' | 'unclear'; error: AuthorityError; at: string },
): Outcome {
  const { authority, reference, kind } = key;
  const { message, messageId, platform } = send;
  return {
    ...{ authority, message, messageId, reference, kind, platform, at },
    id: sendId(verdict, key, send),
    outcome: verdict,
    status: verdict,
    errors: [error],
    ...(verdict === 'unclear' && reference !== null && { settleWith: `declarant settle ${reference}` }),
  };
}

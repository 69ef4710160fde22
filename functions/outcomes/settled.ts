import type { Filing } from '../../schemas/filing.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { publishedFiling } from './published-filing.ts';
import { type SendName, sendId } from './send-id.ts';

/**
 * The outcome of what a person found out about an unclear send; published again, it has the same id.
 * @param filing as it is with that finding
 */
export function settledOutcome(
  filing: Filing,
  send: SendName & { platform: string },
  { isDone, at }: { isDone: boolean; at: string },
): Outcome {
  const { message, messageId, platform } = send;
  return {
    ...publishedFiling(filing),
    ...{ id: sendId('settled', filing, send), at, outcome: isDone ? 'accepted' : 'refused' },
    ...{ message, messageId, platform },
  };
}

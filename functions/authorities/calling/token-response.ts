import { connectionCause } from '../../../schemas/connection-cause.ts';
import { atTokenEndpoint } from '../../../schemas/trouble.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import type { ReadResponse } from '../../tokens/token-response.ts';
import { answerText } from './answer-text.ts';
import { retryAfterMs } from './retry-after.ts';

/**
 * Asks a token endpoint, and reads its response.
 * @throws {TokenFailure} where there is none
 */
export async function tokenResponse(
  ask: () => Promise<Response>,
  now: () => number,
): Promise<ReadResponse & { date: string | null }> {
  const response = await ask().catch((reason: unknown) => {
    throw new TokenFailure({ kind: 'unavailable', ...atTokenEndpoint(connectionCause(reason)) });
  });
  const retryMs = retryAfterMs(response.headers.get('Retry-After'), now());
  const text = await answerText(response);
  return { httpStatus: response.status, text, retryMs, date: response.headers.get('Date') };
}

import { connectionCause } from '../../../schemas/connection-cause.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import type { TokenResponse } from '../../tokens/token-response.ts';
import { answerText } from './answer-text.ts';
import { retryAfterMs } from './retry-after.ts';

/**
 * Asks a token endpoint, and reads its response.
 * @throws {TokenFailure} where there is none
 */
export async function tokenResponse(
  ask: () => Promise<Response>,
  now: () => number,
): Promise<TokenResponse & { date: string | null }> {
  const response = await ask().catch((reason: unknown) => {
    const { cause, detail } = connectionCause(reason);
    const where = detail === undefined ? cause : `${cause} ${detail}`;
    throw new TokenFailure({ kind: 'unavailable', cause: 'token-endpoint', detail: where });
  });
  const retryMs = retryAfterMs(response.headers.get('Retry-After'), now());
  const text = await answerText(response);
  return { httpStatus: response.status, text, retryMs, date: response.headers.get('Date') };
}

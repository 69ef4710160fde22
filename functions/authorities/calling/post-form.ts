import type { ReadResponse } from '../../tokens/token-response.ts';
import { tokenResponse } from './token-response.ts';

/** The kind of grant that is an assertion (RFC 7523 §2.1). */
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface Posting {
  fetch: typeof globalThis.fetch;
  timeoutMs: number;
  now: () => number;
}

/**
 * Posts a form to a token endpoint, and reads its response; redirects are not followed, since the token would go with
 * them.
 * @throws {TokenFailure} where there is no response
 */
export function postForm(
  url: string,
  form: Record<string, string>,
  { fetch, timeoutMs, now }: Posting,
): Promise<ReadResponse & { date: string | null }> {
  const ask = () =>
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  return tokenResponse(ask, now);
}

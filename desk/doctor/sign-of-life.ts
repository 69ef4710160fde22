import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { connectionCause } from '../../schemas/connection-cause.ts';
import type { SignOfLife } from '../../schemas/lane-settings.ts';
import { codesOf } from '../../schemas/trouble.ts';
import { type Finding, fault, ok } from './diagnosis.ts';

/**
 * Looks whether a service that takes connections is up, by its answer to a free request.
 * @param key the URL's name in the lane, which the remedy names
 */
export async function signOfLife(
  authority: AuthorityName,
  key: string,
  { url, withinMs, contains }: SignOfLife,
  fetch: typeof globalThis.fetch,
): Promise<Finding> {
  const remedy = `check ${key}, and ask whether ${contractOf(authority).noun} is up`;
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(withinMs) });
    const { status } = response;
    if (contains === undefined) await response.body?.cancel();
    else if (!contains.test(await response.text()))
      return fault(`${url} answers ${status} without ${contains.source} in it: it is not up`, remedy);
    return ok(`${url} answers ${status}: it is up`);
  } catch (error) {
    return fault(`${url} takes connections, and gives no answer: ${codesOf(connectionCause(error))}`, remedy);
  }
}

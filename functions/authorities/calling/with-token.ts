import type { AccessTokens } from '../../tokens/access-token.ts';
import type { Unsent } from '../authority.ts';
import { type Failed, judgeNoToken } from './judge-failure.ts';
import type { Pace } from './pace.ts';

/**
 * [H7-E401] Makes a call with a valid token: where it is refused with one new token and once more, never with the token
 * that was just refused.
 * @param pace gives the second call its turn
 */
export async function withToken<V extends { kind: string }>(
  tokens: AccessTokens,
  call: (token: string) => Promise<V | Unsent>,
  pace: Pace,
): Promise<V | Failed | Unsent> {
  try {
    const token = await tokens.get();
    const verdict = await call(token);
    if (verdict.kind !== 'unauthorised') return verdict;
    const another = await tokens.replace(token);
    if (another === undefined || !(await pace.further())) return verdict;
    return await call(another);
  } catch (failure) {
    return judgeNoToken(failure);
  }
}

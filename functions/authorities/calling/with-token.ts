import type { AccessTokens } from '../../tokens/access-token.ts';
import { type Failed, judgeNoToken } from './judge-failure.ts';

/**
 * [H7-E401] Makes a call with a valid token: where it is refused with one new token and once more, never with the token
 * that was just refused.
 * @param mayCallAgain asked before the second call
 */
export async function withToken<V extends { kind: string }>(
  tokens: AccessTokens,
  call: (token: string) => Promise<V>,
  mayCallAgain: () => Promise<boolean>,
): Promise<V | Failed> {
  try {
    const token = await tokens.get();
    const verdict = await call(token);
    if (verdict.kind !== 'unauthorised') return verdict;
    const another = await tokens.replace(token);
    if (another === undefined || !(await mayCallAgain())) return verdict;
    return await call(another);
  } catch (failure) {
    return judgeNoToken(failure);
  }
}

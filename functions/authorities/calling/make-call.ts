import type { ReadResponse } from '../../tokens/token-response.ts';
import type { Unsent } from '../authority.ts';
import { answerText } from './answer-text.ts';
import { departure } from './departure.ts';
import { type Failed, judgeFailure } from './judge-failure.ts';
import { type Pace, unpaced } from './pace.ts';
import { retryAfterMs } from './retry-after.ts';

export interface CallOptions {
  url: string;
  request: Pick<RequestInit, 'method'> & { headers: Record<string, string>; body?: string };
  fetch: typeof globalThis.fetch;
  timeoutSeconds: number;
  now: () => number;
  /** The most bytes of the body that are read. */
  most?: number;
  /** The turns of its tries; it waits for none where left out. */
  pace?: Pace;
}

/**
 * Makes a call and judges its response; without one, the verdict says whether it may have arrived. Redirects are not
 * followed. A call leaves within its turn, or waits for another one.
 */
export async function makeCall<V extends { kind: string }>(
  options: CallOptions,
  judge: (response: ReadResponse) => V,
): Promise<V | Failed | Unsent> {
  const { pace = unpaced } = options;
  for (;;) {
    const verdict = await callInTurn(options, judge, pace);
    if (verdict) return verdict;
    if (!(await pace.next())) return { kind: 'unsent' };
  }
}

/** Makes a call within the turn that was taken; undefined where that was over before anything left. */
async function callInTurn<V>(
  { url, request, fetch, timeoutSeconds, now, most }: CallOptions,
  judge: (response: ReadResponse) => V,
  pace: Pace,
): Promise<V | Failed | undefined> {
  const call = departure(pace);
  try {
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    const response = await fetch(url, { ...request, redirect: 'manual', signal, ...call.init });
    const retryMs = retryAfterMs(response.headers.get('Retry-After'), now());
    // A 200 stays a 200, also where its body breaks off; a token that it repeats would be stored with it.
    const text = withoutToken(await answerText(response, most), request.headers['Authorization']);
    return judge({ httpStatus: response.status, text, retryMs });
  } catch (failure) {
    return call.isLate ? undefined : judgeFailure(failure, call.hasLeft);
  }
}

/** A shorter text may stand there by chance. */
const SHORTEST_TOKEN = 8;

function withoutToken(text: string, authorization = ''): string {
  const token = authorization.replace(/^Bearer /, '');
  return token.length < SHORTEST_TOKEN ? text : text.replaceAll(token, '(the token)');
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import { accessTokens, type OnTokenRequested, type TokenStore } from '../../tokens/access-token.ts';
import type { ReadSecret } from '../../tokens/secrets.ts';
import type { Authority, OutgoingMessage, Verdict } from '../authority.ts';
import { answerText } from '../calling/answer-text.ts';
import { departure } from '../calling/departure.ts';
import { retryAfterMs } from '../calling/retry-after.ts';
import type { MakeAuthority } from '../make-authority.ts';
import { requestToken } from './authenticate.ts';
import { readiness } from './conditions.ts';
import { judgeFailure, judgeNoToken, judgeResponse } from './judge.ts';
import { prepare } from './prepare.ts';

export interface DeltaH7Options {
  lane: DeltaH7Lane;
  readSecret: ReadSecret;
  /** The store in which the instances share their token. */
  tokenStore: TokenStore;
  onTokenRequested?: OnTokenRequested;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
  uuid?: () => string;
}

/** Makes Delta-H7 from its lane's configuration. */
export const makeDeltaH7: MakeAuthority = (lane, dependencies) =>
  deltaH7Authority({ lane: lane as DeltaH7Lane, ...dependencies });

/** Delta-H7: JSON over POST with a bearer token (§2.3). */
export function deltaH7Authority({
  lane,
  readSecret,
  tokenStore: store,
  onTokenRequested = () => {},
  fetch = globalThis.fetch,
  now = Date.now,
  uuid = randomUUID,
}: DeltaH7Options): Authority {
  const request = () => requestToken(lane, readSecret, fetch, now);
  const tokens = accessTokens({
    ...{ request, onRequested: onTokenRequested, store, now, sleep },
    pauseMs: lane.pauseSeconds * 1000,
    requestMs: lane.timeoutSeconds * 1000,
  });
  const base = lane.baseUrl.replace(/\/+$/, '');

  async function post(message: OutgoingMessage, token: string): Promise<Verdict> {
    const call = departure();
    try {
      const response = await call.watch(() =>
        fetch(`${base}${message.path}`, {
          method: 'POST',
          headers: {
            ...lane.extraHeaders,
            Authorization: `Bearer ${token}`,
            'Content-Type': 'application/json',
            Accept: 'application/json',
          },
          body: message.body,
          redirect: 'manual',
          signal: AbortSignal.timeout(lane.timeoutSeconds * 1000),
        }),
      );
      const retryMs = retryAfterMs(response.headers.get('Retry-After'), now());
      // A 200 stays a 200, also where its body breaks off.
      return judgeResponse(response.status, await answerText(response), retryMs);
    } catch (failure) {
      return judgeFailure(failure, call.hasLeft);
    }
  }

  return {
    name: 'delta-h7',
    prepare: (payload) => prepare(payload, new Date(now()), uuid),
    ready: readiness,
    messageIdOf: (payload) => (payload as { header: { messageId: string } }).header.messageId,
    async warmUp() {
      // A failure here occurs again with the call, which reports it.
      await tokens.get().catch(() => undefined);
    },
    async send(message, mayCallAgain = async () => true) {
      try {
        const token = await tokens.get();
        const verdict = await post(message, token);
        if (verdict.kind !== 'unauthorised') return verdict;
        // [H7-E401] One new token and one more call; none with the token that was just refused.
        const another = await tokens.replace(token);
        if (another === undefined || !(await mayCallAgain())) return verdict;
        return await post(message, another);
      } catch (failure) {
        return judgeNoToken(failure);
      }
    },
  };
}

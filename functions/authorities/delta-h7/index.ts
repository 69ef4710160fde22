import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import { accessTokens, type OnTokenRequested, type TokenStore } from '../../tokens/access-token.ts';
import type { ReadSecret } from '../../tokens/secrets.ts';
import type { Authority, OutgoingMessage, Verdict } from '../authority.ts';
import { requestToken } from './authenticate.ts';
import { readiness } from './conditions.ts';
import { judge, judgeFailure, judgeNoToken } from './judge.ts';
import { prepare } from './prepare.ts';

export interface DeltaH7Options {
  lane: DeltaH7Lane;
  readSecret: ReadSecret;
  /** Where the instances share their token. */
  tokenStore: TokenStore;
  onTokenRequested?: OnTokenRequested;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
  uuid?: () => string;
}

/** Delta-H7: JSON over POST with a bearer token (§2.3). */
export function deltaH7({
  lane,
  readSecret,
  tokenStore: store,
  onTokenRequested = () => {},
  fetch = globalThis.fetch,
  now = Date.now,
  uuid = randomUUID,
}: DeltaH7Options): Authority {
  const request = () => requestToken(lane, readSecret, fetch, now);
  const tokens = accessTokens({ request, onRequested: onTokenRequested, store, now, sleep });
  const base = lane.baseUrl.replace(/\/+$/, '');

  async function post(message: OutgoingMessage, token: string): Promise<Verdict> {
    const response = await fetch(`${base}${message.path}`, {
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
    });
    // A 200 is a 200, also where its body breaks off.
    return judge(response.status, await response.text().catch(() => ''));
  }

  return {
    name: 'delta-h7',
    prepare: (payload) => prepare(payload, new Date(now()), uuid),
    ready: readiness,
    messageIdOf: (payload) => (payload as { header: { messageId: string } }).header.messageId,
    async warmUp() {
      // What goes wrong here goes wrong again with the call, which tells.
      await tokens.get().catch(() => undefined);
    },
    async send(message) {
      const posted = async (given: string) => post(message, given).catch(judgeFailure);
      try {
        const token = await tokens.get();
        const verdict = await posted(token);
        // [H7-E401] One new token, one more try.
        return verdict.kind === 'unauthorised' ? await posted(await tokens.replace(token)) : verdict;
      } catch (failure) {
        return judgeNoToken(failure);
      }
    },
  };
}

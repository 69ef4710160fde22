import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../../schemas/catalogue.ts';
import { newMessageId } from '../../../schemas/delta-h7/fields.ts';
import type { DeltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import { deltaH7Law } from '../../../schemas/delta-h7/law/delta-h7-law.ts';
import { textAt } from '../../../schemas/fault.ts';
import type { LaneFiles } from '../../../schemas/lane-files.ts';
import { accessTokens, type OnTokenRequested, type TokenStore } from '../../tokens/access-token.ts';
import type { ReadSecret } from '../../tokens/secrets.ts';
import type { Authority, OutgoingMessage, Verdict } from '../authority.ts';
import { freshFetch } from '../calling/fresh-fetch.ts';
import { makeCall } from '../calling/make-call.ts';
import { type Pace, unpaced } from '../calling/pace.ts';
import { withToken } from '../calling/with-token.ts';
import type { MakeAuthority } from '../make-authority.ts';
import { requestToken } from './authenticate.ts';
import { readiness } from './conditions.ts';
import { judgeResponse } from './judge.ts';
import { prepare } from './prepare.ts';

export interface DeltaH7Options {
  lane: DeltaH7Lane;
  /** The contents of the files that the lane names. */
  files?: LaneFiles;
  readSecret: ReadSecret;
  /** The store in which the instances share their token. */
  tokenStore: TokenStore;
  onTokenRequested?: OnTokenRequested;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
  uuid?: () => string;
}

const NAME = 'delta-h7';

/** Makes Delta-H7 from its lane's configuration. */
export const makeDeltaH7: MakeAuthority = (lane, dependencies) =>
  deltaH7Authority({ lane: lane as DeltaH7Lane, ...dependencies, tokenStore: dependencies.tokenStore('token') });

/** Delta-H7: JSON over POST with a bearer token (§2.3). */
export function deltaH7Authority({
  lane,
  files = {},
  readSecret,
  tokenStore: store,
  onTokenRequested = () => {},
  fetch = freshFetch(),
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

  const post = (message: OutgoingMessage, token: string, pace: Pace) => {
    const headers = {
      ...lane.extraHeaders,
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Accept: 'application/json',
    };
    const body = messageOf(NAME, message.message)?.wire?.write(message.body) ?? message.body;
    const request = { method: 'POST', headers, body };
    const { timeoutSeconds } = lane;
    return makeCall({ url: `${base}${message.path}`, request, fetch, timeoutSeconds, now, pace }, (response) =>
      judgeResponse(response.httpStatus, response.text, response.retryMs),
    );
  };

  return {
    name: NAME,
    law: deltaH7Law(lane, files),
    prepare: (payload) => prepare(payload, new Date(now()), uuid),
    ready: readiness,
    messageIdOf: (payload) => textAt(payload, '/header/messageId') ?? newMessageId(new Date(now()), uuid()),
    async warmUp() {
      // A failure here occurs again with the call, which reports it.
      await tokens.get().catch(() => undefined);
    },
    send: (message, pace = unpaced) => withToken<Verdict>(tokens, (token) => post(message, token, pace), pace),
  };
}

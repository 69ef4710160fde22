// The errors of calls then say what CIEL's own codes mean.
import '../../../schemas/ciel/troubles.ts';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { cielCredentials } from '../../../schemas/ciel/credentials.ts';
import type { Drm } from '../../../schemas/ciel/drm/drm.ts';
import type { CielLane } from '../../../schemas/ciel/lane.ts';
import { TOKENS_PER_DAY } from '../../../schemas/ciel/tokens-per-day.ts';
import { writeDrm } from '../../../schemas/ciel/xml/write-drm.ts';
import { parseExactJson } from '../../../schemas/exact-json.ts';
import { accessTokens, type OnTokenRequested, type TokenStore } from '../../tokens/access-token.ts';
import { readCredentials } from '../../tokens/credentials.ts';
import type { ReadSecret } from '../../tokens/secrets.ts';
import type { Authority, Verdict } from '../authority.ts';
import { freshFetch } from '../calling/fresh-fetch.ts';
import { makeCall } from '../calling/make-call.ts';
import { unpaced } from '../calling/pace.ts';
import { rsaKey } from '../calling/rsa-key.ts';
import { withToken } from '../calling/with-token.ts';
import type { MakeAuthority } from '../make-authority.ts';
import { requestToken } from './grant.ts';
import { judgeAnswer } from './judge.ts';
import { readReturns } from './returns/read-returns.ts';

export interface CielOptions {
  lane: CielLane;
  readSecret: ReadSecret;
  /** The store in which the instances share the token. */
  tokenStore: (name: string) => TokenStore;
  onTokenRequested?: OnTokenRequested;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

/** [CI-1] A token is shared for this time, so that a day takes 32. */
const USABLE_MS = 45 * 60_000;
/** The most bytes of an answer: it may have many errors. */
const ANSWER_BYTES = 1024 * 1024;

/** Makes CIEL from its lane's configuration. */
export const makeCiel: MakeAuthority = (lane, dependencies) =>
  cielAuthority({ lane: lane as CielLane, ...dependencies });

/** CIEL: XML over HTTP on a private line, answered at once; what was validated comes back as files. */
export function cielAuthority({
  lane,
  readSecret,
  tokenStore,
  onTokenRequested,
  fetch = freshFetch(),
  now = Date.now,
  sleep = (ms) => wait(ms),
}: CielOptions): Authority {
  const { credentialsSecret, declarationsUrl, pauseSeconds, returns, timeoutSeconds } = lane;
  const calling = { fetch, timeoutSeconds, now };
  const credentials = async () => (await readCredentials(credentialsSecret, readSecret, cielCredentials())).value;
  const tokens = accessTokens({
    request: async () => requestToken(await credentials(), { lane, fetch, now }),
    store: tokenStore('token'),
    ...(onTokenRequested && { onRequested: onTokenRequested }),
    ...{ now, sleep, pauseMs: pauseSeconds * 1000, requestMs: timeoutSeconds * 1000 },
    ...{ usableMs: USABLE_MS, perDay: TOKENS_PER_DAY },
  });

  return {
    name: 'ciel',
    prepare: (payload) => payload,
    ready: (_, payload) => ({ kind: 'ready', payload, parts: {} }),
    // It goes out without: CIEL knows a declaration by who declares which month.
    messageIdOf: () => randomUUID(),
    async warmUp() {
      // A failure here occurs again with the call, which reports it.
      await tokens.get().catch(() => undefined);
    },
    send({ body, mayHaveArrived }, pace = unpaced) {
      const xml = xmlOf(body);
      return withToken<Verdict>(
        tokens,
        (token) =>
          makeCall(
            {
              url: declarationsUrl,
              request: {
                method: 'POST',
                headers: {
                  Authorization: `Bearer ${token}`,
                  Accept: 'application/xml',
                  'Content-Type': 'application/xml;charset=UTF-8',
                },
                body: xml,
              },
              ...calling,
              ...{ most: ANSWER_BYTES, pace },
            },
            (response) => judgeAnswer(response, mayHaveArrived),
          ),
        pace,
      );
    },
    // The secret does not tell when its certificate ends.
    async credentialsUntil() {
      rsaKey((await credentials()).privateKey);
      return undefined;
    },
    ...(returns && { feeds: { returns: readReturns(returns, calling) } }),
  };
}

/** [CI-2] The XML of a message: written from its JSON, or as the platform submitted it, byte for byte. */
function xmlOf(body: string): string {
  if (!body.startsWith('{')) return body;
  const { value, numbers } = parseExactJson(body);
  return writeDrm(value as Drm, numbers);
}

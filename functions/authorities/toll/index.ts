import { setTimeout as wait } from 'node:timers/promises';
// The errors of calls that need a token then say what its codes mean.
import '../../../schemas/toll/troubles.ts';
import { tollCredentials } from '../../../schemas/toll/credentials.ts';
import type { TollLane } from '../../../schemas/toll/lane.ts';
import { paths } from '../../../schemas/toll/paths.ts';
import { accessTokens, type OnTokenRequested, type TokenStore } from '../../tokens/access-token.ts';
import { readCredentials } from '../../tokens/credentials.ts';
import type { ReadSecret } from '../../tokens/secrets.ts';
import type { Authority, FeedVerdict, OutgoingMessage, Unsent, Verdict } from '../authority.ts';
import { freshFetch } from '../calling/fresh-fetch.ts';
import { type CallOptions, makeCall } from '../calling/make-call.ts';
import { type Pace, unpaced } from '../calling/pace.ts';
import { withToken } from '../calling/with-token.ts';
import type { MakeAuthority } from '../make-authority.ts';
import { exchangeToken } from './exchange.ts';
import { judgePage, PAGE_BYTES } from './feed.ts';
import { requestGrant } from './grant.ts';
import { judgePresentation, judgeStatusAnswer, type Taken } from './judge.ts';
import { signingKey } from './signing-key.ts';

export interface TollOptions {
  lane: TollLane;
  readSecret: ReadSecret;
  /** The stores in which the instances share Tolletaten's token, and Maskinporten's that it is exchanged for. */
  tokenStore: (name: string) => TokenStore;
  onTokenRequested?: OnTokenRequested;
  onCredentialsRead?: (until: Date) => void;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

/** The longest that the first question for a status is waited for in the sender. */
const WAITED_SECONDS = 5;
/** The most bytes of a status: one that failed has a list of errors. */
const STATUS_BYTES = 1024 * 1024;
/** The life of a key that is registered at Maskinporten. */
const KEY_DAYS = 365;

/** Makes Tolletaten from its lane's configuration. */
export const makeToll: MakeAuthority = (lane, dependencies) =>
  tollAuthority({ lane: lane as TollLane, ...dependencies });

/** Tolletaten: JSON over HTTP with a token that is exchanged for Maskinporten's. */
export function tollAuthority({
  lane,
  readSecret,
  tokenStore,
  onTokenRequested,
  onCredentialsRead,
  fetch = freshFetch(),
  now = Date.now,
  sleep = (ms) => wait(ms),
}: TollOptions): Authority {
  const { credentialsSecret, pauseSeconds, routing, timeoutSeconds, validation } = lane;
  const asking = { lane, fetch, now };
  const credentials = () => readCredentials(credentialsSecret, readSecret, tollCredentials());
  const common = { now, sleep, pauseMs: pauseSeconds * 1000 };
  const grants = accessTokens({
    ...common,
    async request() {
      const read = await credentials();
      const token = await requestGrant(read.value, asking);
      const until = untilOf(read);
      if (until) onCredentialsRead?.(until);
      return token;
    },
    store: tokenStore('grant'),
    requestMs: timeoutSeconds * 1000,
  });
  const tokens = accessTokens({
    ...common,
    request: () => exchangeToken(grants, asking),
    store: tokenStore('token'),
    ...(onTokenRequested && { onRequested: onTokenRequested }),
    // Where the grant is refused, it takes two of each.
    requestMs: timeoutSeconds * 3000,
  });

  /** The end of the certificate, or of a registered key, which was put into the secret when it was new. */
  function untilOf({ value, createdAt }: Awaited<ReturnType<typeof credentials>>): Date | undefined {
    const { until } = signingKey(value, new Date(now()));
    return until ?? (createdAt && new Date(createdAt.getTime() + KEY_DAYS * 86_400_000));
  }

  const callOf = (path: string, token: string, body?: string): CallOptions => ({
    url: `${lane.baseUrl.replace(/\/+$/, '')}${path}`,
    request: {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json',
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body }),
    },
    ...{ fetch, timeoutSeconds, now },
  });

  /** Asks for the status of a request; after the last time its answer is left to be overdue. */
  async function ask({ body, asks }: OutgoingMessage, pace: Pace): Promise<Verdict | Unsent> {
    const { requestId } = JSON.parse(body) as { requestId: string };
    const path = lane.validationStatusPath.replace('{requestId}', encodeURIComponent(requestId));
    const verdict = await withToken<Verdict>(
      tokens,
      (token) =>
        makeCall({ ...callOf(path, token), most: STATUS_BYTES, pace }, (response) =>
          judgeStatusAnswer(response, requestId, validation.everySeconds * 1000),
        ),
      pace,
    );
    const isLast = asks + 1 >= validation.times;
    return verdict.kind === 'pending' && isLast ? { kind: 'accepted', httpStatus: verdict.httpStatus } : verdict;
  }

  /** [TO-4] Asks for the first time, in the same call where that is soon: most are known by then. */
  async function askFirst(message: OutgoingMessage, { httpStatus }: Taken, pace: Pace): Promise<Verdict> {
    const { firstSeconds, everySeconds } = validation;
    if (firstSeconds > WAITED_SECONDS) return { kind: 'pending', httpStatus, retryMs: firstSeconds * 1000 };
    await sleep(firstSeconds * 1000);
    const verdict = (await pace.further()) ? await ask(message, pace) : undefined;
    // The presentation was taken, whatever became of the question.
    if (verdict?.kind === 'accepted' || verdict?.kind === 'pending') return verdict;
    return { kind: 'pending', httpStatus, retryMs: everySeconds * 1000 };
  }

  async function readRouting(marker: string | undefined, _known: unknown, pace: Pace): Promise<FeedVerdict | Unsent> {
    const path = `${paths.routing}${marker ? `?marker=${encodeURIComponent(marker)}` : ''}`;
    return withToken<FeedVerdict>(
      tokens,
      (token) =>
        makeCall({ ...callOf(path, token), most: PAGE_BYTES, pace }, (response) =>
          judgePage(response, marker, routing.platform),
        ),
      pace,
    );
  }

  return {
    name: 'toll',
    prepare: (payload, reference) => ({ ...payload, requestId: payload['requestId'] ?? reference }),
    ready: (_, payload) => ({ kind: 'ready', payload, parts: {} }),
    // [TO-3] The request's id goes with every try.
    messageIdOf: (payload) => String(payload['requestId']),
    async warmUp() {
      // A failure here occurs again with the call, which reports it.
      await tokens.get().catch(() => undefined);
    },
    async send(message, pace = unpaced) {
      if (message.asks > 0) return ask(message, pace);
      const verdict = await withToken<Verdict | Taken>(
        tokens,
        (token) =>
          makeCall({ ...callOf(message.path, token, message.body), pace }, (response) =>
            judgePresentation(response, message.mayHaveArrived),
          ),
        pace,
      );
      return verdict.kind === 'taken' ? askFirst(message, verdict, pace) : verdict;
    },
    feeds: { routing: readRouting },
    credentialsUntil: async () => untilOf(await credentials()),
  };
}

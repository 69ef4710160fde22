import { randomUUID } from 'node:crypto';
import type { stubLane } from '../../../schemas/stub/settings.ts';
import type { Authority, Verdict } from '../authority.ts';
import { answerText } from '../calling/answer-text.ts';
import type { MakeAuthority } from '../make-authority.ts';

type StubLane = ReturnType<(typeof stubLane)['parse']>;

/** The stub: JSON over POST with a key, answered at once. */
export const makeStub: MakeAuthority = (lane, { readSecret }): Authority => {
  const { baseUrl, credentialsSecret, timeoutSeconds } = lane as StubLane;
  return {
    name: 'stub',
    prepare: (payload) => ({ id: randomUUID(), ...payload }),
    ready: (_, payload) => ({ kind: 'ready', payload, parts: {} }),
    messageIdOf: (payload) => String(payload['id']),
    async send({ path, body }): Promise<Verdict> {
      try {
        const { value } = await readSecret(credentialsSecret);
        const { key } = JSON.parse(value) as { key: string };
        const response = await fetch(`${baseUrl}${path}`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutSeconds * 1000),
        });
        return judge(response.status, await answerText(response));
      } catch {
        const error = { errorDescription: 'no answer' };
        return { kind: 'unavailable', httpStatus: null, cause: 'timeout', error, mayHaveArrived: true };
      }
    },
  };
};

function judge(httpStatus: number, body: string): Verdict {
  const answer = { message: 'Noted', body };
  const error = { errorDescription: `HTTP ${httpStatus}` };
  if (httpStatus === 200) return { kind: 'accepted', httpStatus, answer };
  if (httpStatus === 400) return { kind: 'refused', httpStatus, error, answer };
  if (httpStatus === 401) return { kind: 'unauthorised', httpStatus, cause: 'http-401', error };
  return { kind: 'unavailable', httpStatus, cause: 'http-500', error, mayHaveArrived: true };
}

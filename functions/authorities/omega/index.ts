import { randomUUID } from 'node:crypto';
import { troubleError } from '../../../schemas/causes.ts';
import type { Authority } from '../authority.ts';
import type { MakeAuthority } from '../make-authority.ts';

/** Makes OMEGA from its lane's configuration. */
export const makeOmega: MakeAuthority = (): Authority => ({
  name: 'omega',
  prepare: (payload) => payload,
  ready: (_, payload) => ({ kind: 'ready', payload, parts: {} }),
  // It goes out without: OMEGA knows a request by the number that it gives.
  messageIdOf: () => randomUUID(),
  async send() {
    const trouble = { cause: 'connection' } as const;
    return { kind: 'unavailable', ...trouble, httpStatus: null, error: troubleError(trouble), mayHaveArrived: false };
  },
});

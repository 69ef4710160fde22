import type { CielLane } from '../../../schemas/ciel/lane.ts';
import type { Authority } from '../authority.ts';
import type { AuthorityDependencies, MakeAuthority } from '../make-authority.ts';

export interface CielOptions extends Partial<AuthorityDependencies> {
  lane: CielLane;
}

/** Makes CIEL from its lane's configuration. */
export const makeCiel: MakeAuthority = (lane, dependencies) =>
  cielAuthority({ lane: lane as CielLane, ...dependencies });

/** CIEL: XML over HTTP on a private line, answered at once. */
export function cielAuthority(_options: CielOptions): Authority {
  return {
    name: 'ciel',
    prepare: (payload) => payload,
    ready: (_, payload) => ({ kind: 'ready', payload, parts: {} }),
    messageIdOf: () => '',
    send: async () => ({
      kind: 'unavailable',
      cause: 'http-501',
      httpStatus: null,
      error: {},
      mayHaveArrived: false,
    }),
  };
}

import { subscribe } from 'node:diagnostics_channel';
import { type ConnectionAgent, ownAgent } from './own-agent.ts';

/** The progress of one call. */
interface Way {
  /** Its request was made; never true where a `fetch` makes the call that does not tell. */
  made: boolean;
  /** Its head was written to an open connection. */
  left: boolean;
}

/** The key of a call's way among its options. Node.js's own `fetch` does not look at it. */
const WAY = Symbol('the way of a call');

let handedOver: Way | undefined;
const byRequest = new WeakMap<object, Way>();

// Node.js's own fetch publishes on these channels; an error alone does not distinguish a slow response from a slow
// handshake.
subscribe('undici:request:create', (message) => {
  if (!handedOver) return;
  handedOver.made = true;
  byRequest.set(requestOf(message), handedOver);
});
subscribe('undici:client:sendHeaders', (message) => {
  const way = byRequest.get(requestOf(message));
  if (way) way.left = true;
});

const requestOf = (message: unknown) => (message as { request: object }).request;

/** The call that is being made, for a `fetch` of ours to tell of. */
export function callInProgress(init: object | undefined): { left(): void } {
  const way = wayIn(init);
  if (way) way.made = true;
  return {
    left() {
      if (way) way.left = true;
    },
  };
}

/**
 * The option of Node.js's own `fetch` by which a call goes through an agent, and is seen there. The agent makes its
 * request while the call is handed over to it, so that one variable says whose request it is; a store that follows every
 * promise of the process would slow them all.
 */
export function through(
  agent: ConnectionAgent | undefined,
  init: object | undefined,
): { dispatcher?: Pick<ConnectionAgent, 'dispatch'> } {
  const way = wayIn(init);
  if (!agent || !way) return agent ? { dispatcher: agent } : {};
  return {
    dispatcher: {
      dispatch(options, handler) {
        handedOver = way;
        try {
          return agent.dispatch(options, handler);
        } finally {
          handedOver = undefined;
        }
      },
    },
  };
}

const wayIn = (init: object | undefined) => (init as { [WAY]?: Way } | undefined)?.[WAY];

/**
 * Watches a call leave.
 * @returns `init`: to go with the call's options; `hasLeft`: true once any of it was written to an open connection, false
 * until then, undefined where that cannot be seen
 */
export function departure(): { readonly init: object; readonly hasLeft: boolean | undefined } {
  const way: Way = { made: false, left: false };
  const watched = { [WAY]: way };
  return {
    init: { ...watched, ...through(ownAgent(), watched) },
    get hasLeft() {
      return way.made ? way.left : undefined;
    },
  };
}

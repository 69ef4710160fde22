import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

/** The progress of one call. */
interface Way {
  /** Its request was made; never true where a `fetch` makes the call that does not tell. */
  made: boolean;
  /** Its head was written to an open connection. */
  left: boolean;
}

const ways = new AsyncLocalStorage<Way>();
let calls = 0;
const byRequest = new WeakMap<object, Way>();

// Node.js's own fetch publishes on these channels; an error alone does not distinguish a slow response from a slow
// handshake.
subscribe('undici:request:create', (message) => {
  const way = ways.getStore();
  if (!way) return;
  way.made = true;
  byRequest.set(requestOf(message), way);
});
subscribe('undici:client:sendHeaders', (message) => {
  const way = byRequest.get(requestOf(message));
  if (way) way.left = true;
});

const requestOf = (message: unknown) => (message as { request: object }).request;

/** The call that is being made, for a `fetch` of ours to tell of: that of Node.js publishes it by itself. */
export function callInProgress(): { left(): void } {
  const way = ways.getStore();
  if (way) way.made = true;
  return {
    left() {
      if (way) way.left = true;
    },
  };
}

/**
 * Watches a call leave.
 * @returns `hasLeft`: true once any of it was written to an open connection, false until then, undefined where that
 * cannot be seen
 */
export function departure(): { watch<T>(call: () => Promise<T>): Promise<T>; readonly hasLeft: boolean | undefined } {
  const way: Way = { made: false, left: false };
  return {
    async watch(call) {
      calls += 1;
      try {
        return await ways.run(way, call);
      } finally {
        calls -= 1;
        // Without a call in flight, Node.js need not follow every promise of the process, which slows them all.
        if (calls === 0) ways.disable();
      }
    },
    get hasLeft() {
      return way.made ? way.left : undefined;
    },
  };
}

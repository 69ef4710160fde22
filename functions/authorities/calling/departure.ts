import { type ConnectionAgent, ownAgent } from './own-agent.ts';
import { type Pace, unpaced } from './pace.ts';

/** The progress of one call. */
interface Way {
  /** Its request was made; never true where a `fetch` makes the call that does not tell. */
  made: boolean;
  /** It was written to an open connection. */
  left: boolean;
  /** Its turn was over when it could have been written. */
  late: boolean;
  pace: Pick<Pace, 'leave'>;
}

/** The key of a call's way among its options. Node.js's own `fetch` does not look at it. */
const WAY = Symbol('the way of a call');

const wayIn = (init: object | undefined) => (init as { [WAY]?: Way } | undefined)?.[WAY];

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

/** An agent's listener to a request, as far as it is used here. */
interface Listener {
  /** Called when the request has an open connection of its own, right before it is written. What it throws ends it. */
  onConnect(...given: unknown[]): void;
}

/**
 * The option of Node.js's own `fetch` by which a call goes through an agent, and is seen there: an error alone does not
 * distinguish a slow response from a slow handshake. A call whose turn is over when it has its connection is not
 * written; the connection stays open for the next one.
 */
export function through(
  agent: ConnectionAgent | undefined,
  init: object | undefined,
): { dispatcher?: Pick<ConnectionAgent, 'dispatch'> } {
  const way = wayIn(init);
  if (!agent || !way) return agent ? { dispatcher: agent } : {};
  return {
    dispatcher: {
      dispatch(options, listener) {
        way.made = true;
        return agent.dispatch(options, watching(listener as Listener, way));
      },
    },
  };
}

function watching(listener: Listener, way: Way): Listener {
  return Object.assign(Object.create(listener) as Listener, {
    onConnect(this: Listener, ...given: unknown[]) {
      if (!way.pace.leave()) {
        way.late = true;
        throw new Error('Its turn is over');
      }
      way.left = true;
      listener.onConnect.apply(this, given);
    },
  });
}

/**
 * Watches a call leave.
 * @param pace asked when it could be written; where it says no, nothing is
 * @returns `init`: to go with the call's options; `hasLeft`: true once any of it was written to an open connection, false
 * until then, undefined where that cannot be seen; `isLate`: true where it was not written, since it may not
 */
export function departure(pace: Pick<Pace, 'leave'> = unpaced): {
  readonly init: object;
  readonly hasLeft: boolean | undefined;
  readonly isLate: boolean;
} {
  const way: Way = { made: false, left: false, late: false, pace };
  const watched = { [WAY]: way };
  return {
    init: { ...watched, ...through(ownAgent(), watched) },
    get hasLeft() {
      return way.made ? way.left : undefined;
    },
    get isLate() {
      return way.late;
    },
  };
}

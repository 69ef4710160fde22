/**
 * The time for which an idle connection may be used again. Lambda freezes a function between two batches, and no timer
 * runs then: a server that offers to keep a connection for a minute has closed it meanwhile, unheard. A call on such a
 * connection is lost, and for all that is known may have arrived.
 */
const KEPT_MS = 3000;

/** The name under which Node.js keeps the agent of its own `fetch`, whose class it does not export. */
const OWN_AGENT = Symbol.for('undici.globalDispatcher.1');

/** An agent of connections, as far as it is used here. */
interface ConnectionAgent {
  close(): Promise<void>;
}
type AgentClass = new (options: { keepAliveTimeout: number; keepAliveMaxTimeout: number }) => ConnectionAgent;

/**
 * A `fetch` that uses no connection again after some seconds without a call, by the clock and whatever the server
 * offers. Calls in flight keep theirs.
 */
export function freshFetch(now: () => number = Date.now, fetch = globalThis.fetch): typeof globalThis.fetch {
  let agent: ConnectionAgent | undefined;
  let usedAt = Number.NEGATIVE_INFINITY;

  function agentNow(): ConnectionAgent | undefined {
    if (agent && Math.abs(now() - usedAt) <= KEPT_MS) return agent;
    void agent?.close();
    const Agent = agentClass();
    agent = Agent && new Agent({ keepAliveTimeout: KEPT_MS, keepAliveMaxTimeout: KEPT_MS });
    return agent;
  }

  return async (input, init) => {
    const dispatcher = agentNow();
    usedAt = now();
    try {
      return await fetch(input, { ...init, ...(dispatcher && { dispatcher }) } as RequestInit);
    } finally {
      usedAt = now();
    }
  };
}

/** The class of the agent of Node.js's own `fetch`; undefined where Node.js has it no more, and keeps connections its own way. */
function agentClass(): AgentClass | undefined {
  // Its first use loads it.
  void globalThis.Headers.name;
  const own: object | undefined = (globalThis as { [OWN_AGENT]?: object })[OWN_AGENT];
  return own?.constructor as AgentClass | undefined;
}

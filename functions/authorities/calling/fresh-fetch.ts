import { through } from './departure.ts';
import { type ConnectionAgent, ownAgent } from './own-agent.ts';

/**
 * The time for which an idle connection may be used again. Lambda freezes a function between two batches, and no timer
 * runs then: a server that offers to keep a connection for a minute has closed it meanwhile, unheard. A call on such a
 * connection is lost, and for all that is known may have arrived.
 */
const KEPT_MS = 3000;

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
    const Agent = ownAgent()?.constructor as AgentClass | undefined;
    agent = Agent && new Agent({ keepAliveTimeout: KEPT_MS, keepAliveMaxTimeout: KEPT_MS });
    return agent;
  }

  return async (input, init) => {
    const agent = agentNow();
    usedAt = now();
    try {
      return await fetch(input, { ...init, ...through(agent, init) } as RequestInit);
    } finally {
      usedAt = now();
    }
  };
}

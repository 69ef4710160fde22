/** An agent of connections of Node.js's own `fetch`, as far as it is used here. */
export interface ConnectionAgent {
  dispatch(options: object, handler: object): boolean;
  close(): Promise<void>;
}

/** The name under which Node.js keeps that agent, which it does not export. */
const OWN_AGENT = Symbol.for('undici.globalDispatcher.1');

/** The agent of Node.js's own `fetch`; undefined where Node.js has it no more, and keeps connections its own way. */
export function ownAgent(): ConnectionAgent | undefined {
  // Its first use loads it.
  void globalThis.Headers.name;
  return (globalThis as { [OWN_AGENT]?: ConnectionAgent })[OWN_AGENT];
}

/** A wish to stop: Ctrl-C, or the end that a supervisor asks for. */
export interface Interruption {
  signal: AbortSignal;
  /** Leaves signals to whoever had them before. */
  forget(): void;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Takes the first Ctrl-C as a wish to stop in order; the second one ends the process as ever. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const forget = () => {
    for (const name of signals) process.off(name, stop);
  };
  const stop = () => {
    forget();
    controller.abort();
  };
  for (const name of signals) process.on(name, stop);
  return { signal: controller.signal, forget };
}

import { DeclarantError } from '../../schemas/declarant-error.ts';

/** npm hands on a Ctrl-C that the terminal gave to both of us: within this time, it is the same one. */
const SAME_SIGNAL_MS = 1000;

/** The first Ctrl-C or SIGTERM asks for an orderly end; the second one does not wait for it. */
export interface StopSignal {
  readonly whenAsked: Promise<void>;
  /**
   * The value of a promise, unless the end is asked for before.
   * @throws {Stopped} where it is
   */
  orStop<T>(promise: Promise<T>): Promise<T>;
  off(): void;
}

/** The user ended it. */
export class Stopped extends DeclarantError {
  override readonly name = 'Stopped';
  readonly code = 'STOPPED';
}

export function stopSignal(onAsked: () => void): StopSignal {
  let askedAt: number | undefined;
  let resolve = () => {};
  const whenAsked = new Promise<void>((done) => {
    resolve = done;
  });
  const told = () => {
    if (askedAt !== undefined) {
      if (performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
    onAsked();
    resolve();
  };
  process.on('SIGINT', told).on('SIGTERM', told);
  return {
    whenAsked,
    orStop: (promise) =>
      Promise.race([
        promise,
        whenAsked.then(() => {
          throw new Stopped();
        }),
      ]),
    off: () => void process.off('SIGINT', told).off('SIGTERM', told),
  };
}

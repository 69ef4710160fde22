import { OutcomeNotTaken } from '../outcomes/batches.ts';

/** The part of an SDK client that is needed here. */
interface Client {
  middlewareStack: {
    add(
      middleware: <Arguments, Answer>(
        next: (given: Arguments) => Promise<Answer>,
      ) => (given: Arguments) => Promise<Answer>,
      options: { step: 'initialize'; priority: 'high'; name: string },
    ): void;
  };
}

const failures = new WeakSet<object>();

/**
 * Makes a client remember the errors of its failed calls. An error is recognised by its origin: its name and its text
 * would have to be guessed.
 */
export function remembering<Kind extends Client>(client: Kind): Kind {
  client.middlewareStack.add(
    (next) => async (given) => {
      try {
        return await next(given);
      } catch (error) {
        if (typeof error === 'object' && error !== null) failures.add(error);
        throw error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'rememberFailures' },
  );
  return client;
}

/** True for the error of a failed call, which may pass; any other error is our own fault, and stays. */
export function isFailedCall(error: unknown): boolean {
  return error instanceof OutcomeNotTaken || (typeof error === 'object' && error !== null && failures.has(error));
}

import { OutcomeNotTaken } from '../outcomes/batches.ts';

/** As much of a client of the SDK as is needed here. */
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
 * Has it remembered by which errors a client's calls failed. An error is known by where it comes from:
 * its name and its text would have to be guessed.
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

/** Whether an error is a call's that failed, which may pass; any other is a fault of ours, which stays. */
export function isFailedCall(error: unknown): boolean {
  return error instanceof OutcomeNotTaken || (typeof error === 'object' && error !== null && failures.has(error));
}

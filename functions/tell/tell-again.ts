import type { StoredCallback, ToldAgain } from '../../schemas/untold.ts';
import { errorFields } from '../telemetry/log.ts';
import { type TellCallbackPorts, tellCallback } from './tell-callback.ts';
import { Untellable } from './untellable.ts';

/**
 * Tells of callbacks again, since an operator says so, and answers what became of each: what cannot be told
 * now either is nowhere put aside, it lies where the operator found it.
 */
export function tellAgain(callbacks: readonly StoredCallback[], ports: TellCallbackPorts): Promise<ToldAgain[]> {
  return Promise.all(
    callbacks.map(async (stored): Promise<ToldAgain> => {
      try {
        await tellCallback(stored, ports);
        return { isTold: true };
      } catch (error) {
        return { isTold: false, ...errorFields(error instanceof Untellable ? error.cause : error) };
      }
    }),
  );
}

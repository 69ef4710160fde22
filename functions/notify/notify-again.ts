import type { NotifyAgainResult, StoredCallback } from '../../schemas/untold.ts';
import { errorFields } from '../telemetry/log.ts';
import { type NotifyCallbackPorts, notifyCallback } from './notify-callback.ts';
import { Unnotifiable } from './unnotifiable.ts';

/**
 * Tells of callbacks again, since an operator says so, and answers what became of each: what cannot be told
 * now either is nowhere put aside, it lies where the operator found it.
 */
export function notifyAgain(
  callbacks: readonly StoredCallback[],
  ports: NotifyCallbackPorts,
): Promise<NotifyAgainResult[]> {
  return Promise.all(
    callbacks.map(async (stored): Promise<NotifyAgainResult> => {
      try {
        await notifyCallback(stored, ports);
        return { isTold: true };
      } catch (error) {
        return { isTold: false, ...errorFields(error instanceof Unnotifiable ? error.cause : error) };
      }
    }),
  );
}

import type { NotifyAgainResult, StoredCallback } from '../../schemas/untold.ts';
import { errorFields } from '../telemetry/log.ts';
import { type NotifyCallbackPorts, notifyCallback } from './notify-callback.ts';
import { Unnotifiable } from './unnotifiable.ts';

/**
 * Notifies of callbacks again at an operator's request, and returns each one's result. A callback that fails again is
 * not put aside: it lies where the operator found it.
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

import type { NotifyAgainResult, StoredMessage } from '../../schemas/untold.ts';
import type { Telling } from '../ledger/tellings.ts';
import { errorFields } from '../telemetry/log.ts';
import { type NoteTellingsPorts, noteTellings } from './note-tellings.ts';
import { type NotifyMessagePorts, notifyMessage } from './notify-message.ts';
import { Unnotifiable } from './unnotifiable.ts';

/**
 * Notifies of messages again at an operator's request, and returns each one's result. A message that fails again is
 * not put aside: it lies where the operator found it.
 */
export async function notifyAgain(
  messages: readonly StoredMessage[],
  ports: NotifyMessagePorts & NoteTellingsPorts,
): Promise<NotifyAgainResult[]> {
  const tellings: Telling[] = [];
  const results = await Promise.all(
    messages.map(async (stored): Promise<NotifyAgainResult> => {
      try {
        tellings.push(...(await notifyMessage(stored, ports)));
        return { isTold: true };
      } catch (error) {
        return { isTold: false, ...errorFields(error instanceof Unnotifiable ? error.cause : error) };
      }
    }),
  );
  await noteTellings(tellings, ports);
  return results;
}

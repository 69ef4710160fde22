import type { PersonAction } from '../../functions/ledger/actions.ts';
import { awsFault } from '../gateway/aws-fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/** A person's action before it is done; {@link acting} adds who does it, and when. */
export type Acting = Omit<PersonAction, 'at' | 'who' | 'result'>;

/**
 * Does something in a person's name. Who does it, when and why is kept before, so that a crash in between does
 * not lose it, and how it ended afterwards.
 * @param act gets who does it, and gives what came of it; what it throws is noted as a failure
 * @param endOf tells how far it came, where that is to be said, and that it was stopped
 * @throws {DeskFault} where AWS refuses a permission, with its name; nothing was done where the record was refused
 */
export async function acting<T>(
  gateway: GatewayConnection,
  about: Acting,
  act: (who: string) => Promise<T>,
  endOf: () => Pick<PersonAction, 'result' | 'detail'> = () => ({}),
): Promise<T> {
  try {
    const [who, actions] = await Promise.all([gateway.actor(), gateway.actions()]);
    const kept = await actions.keep({ at: new Date().toISOString(), who, ...about });
    // Its beginning is kept already: a note that fails must not pass for the action's own failure.
    const end = (result: NonNullable<PersonAction['result']>, detail = endOf().detail) =>
      actions.end(kept, result, detail).catch(() => undefined);
    try {
      const done = await act(who);
      await end(endOf().result ?? 'done');
      return done;
    } catch (error) {
      await end('failed');
      throw error;
    }
  } catch (error) {
    throw awsFault(error, gateway.title);
  }
}

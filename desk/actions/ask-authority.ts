import { type ReadFiling, readFiling } from '../../functions/ledger/filing.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import { deskAuthorities } from '../authorities/registry.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { allowedNext } from './allowed-messages.ts';
import { reasonOf } from './reason.ts';

/**
 * Asks the authority of a filing how it stands, in a person's name; the answer comes later, as any other.
 * @returns the filing as it was before; `undefined` where it cannot be asked about as it stands
 * @throws {DeskFault} where no reason is given, or the sender would refuse to ask
 */
export async function askAuthority(
  gateway: GatewayConnection,
  key: FilingKey,
  given: string | undefined,
): Promise<ReadFiling | undefined> {
  const reason = reasonOf(given, 'kept');
  const records = await (await gateway.ledger()).records(key);
  const read = readFiling(key, records);
  const { ask } = deskAuthorities[key.authority];
  if (records.length === 0 || !ask || !allowedNext(read).canAsk) return undefined;
  const [asked] = await ask(gateway, [key.reference], reason);
  return asked?.isAsked ? read : undefined;
}

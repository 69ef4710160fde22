import { nounOf } from '../../schemas/noun.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { filingsUnder } from './filings-under.ts';

/** The most other filings under the same reference that are named. */
const MOST_OTHERS = 10;

/** The filing that is asked for. */
interface Asked {
  reference: string;
  /** Only in the lane of this authority. */
  authority?: string | undefined;
  /** The word for what is done with it: `shown`. */
  done: string;
}

/**
 * The latest filing under a reference, whoever gave it; the others are named to the person.
 * @throws {DeskFault} NOT_FOUND where there is none
 */
export async function latestUnder(
  { reference, authority, done }: Asked,
  gateway: GatewayConnection,
  terminal: Pick<Terminal, 'err'>,
) {
  const authorities = authority === undefined ? gateway.authorities : [gateway.lane(authority)];
  const [found, ...others] = await filingsUnder(await gateway.ledger(), authorities, reference, gateway.books);
  if (!found)
    throw new DeskFault(
      'NOT_FOUND',
      `${printable(reference)} is not known to ${gateway.title}, neither as a reference of yours nor as one of ${nounOf(authorities)}.`,
    );
  if (others.length > 0) {
    const list = others
      .slice(0, MOST_OTHERS)
      .map(({ key, filing: { authority, kind, status } }) => {
        const named = key.reference === found.key.reference ? '' : `${printable(key.reference)} `;
        return `${named}at ${authority} (${kind}, ${status})`;
      })
      .join(', ');
    const rest = others.length > MOST_OTHERS ? ` and ${others.length - MOST_OTHERS} more` : '';
    const isElsewhere = others.some(({ key }) => key.authority !== found.key.authority);
    const how = isElsewhere ? ' --authority picks one.' : '';
    terminal.err(`The latest filing under this reference is ${done}; there are more: ${list}${rest}.${how}`);
  }
  return found;
}

import { messageOf } from '../../schemas/catalogue.ts';
import type { Facts } from '../../schemas/contract.ts';
import { digestOf } from '../ledger/digest.ts';
import { platformGiving, type ReadFiling, readFiling } from '../ledger/filing.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Telling } from '../ledger/tellings.ts';
import { type Notice, type NotifyPorts, notify } from './notify.ts';

/**
 * Notifies of what an answer says of another filing than its own; not where that is another platform's. An answer that
 * makes the filing the platform's may come after messages that were told to others, or to nobody: the one that decides
 * the state is then told once more, under its own id.
 * @returns what its platform was told, and of which message
 */
export async function notifyAbout(key: FilingKey, says: Facts, notice: Notice, ports: NotifyPorts): Promise<Telling> {
  const { messageId, at } = notice;
  const read = readFiling(key, await ports.ledger.records(key));
  const { filing, records } = read;
  const stated = records.find((one) => one.type === 'stated' && one.messageId === messageId);
  if (stated?.type === 'stated' && stated.platform !== undefined && stated.platform !== filing.platform)
    return { key, message: { messageId, at }, end: 'nothing' };
  const before = stated !== undefined && stated === platformGiving(records) ? decisive(read) : undefined;
  return notify(read, before?.facts ?? says, before?.notice ?? notice, ports);
}

/** The message of the authority itself that decides the state of a filing. */
function decisive({ key, statements }: ReadFiling): { facts: Facts; notice: Notice } | undefined {
  const last = statements.findLast(({ facts }) => facts.state);
  if (last?.record.type !== 'received') return undefined;
  const { message, messageId, at, body } = last.record;
  const contract = messageOf(key.authority, message);
  if (contract?.direction !== 'inbound') return undefined;
  return { facts: last.facts, notice: { contract, messageId, at, digest: digestOf(body), isNews: true } };
}

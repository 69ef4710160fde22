import type { UnreadableRecord } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { faultLine } from '../../schemas/fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { jsonFault } from '../submit/json-fault.ts';

/** A text that belongs to no filing, as it is listed. */
export interface UnreadableText extends Omit<UnreadableRecord, 'type' | 'at'> {
  authority: AuthorityName;
  /** The time at which it was put on the outbox, or called back with; ISO 8601 in UTC. */
  received: string;
  /** The first of its faults, in one line. */
  fault: string;
}

export interface UnreadableFilter {
  authorities: readonly AuthorityName[];
  since: Date;
  until: Date;
  limit: number;
}

/** Reads what was put on outboxes, or called back with, and could not be read: newest first. */
export async function unreadableTexts(
  gateway: Pick<GatewayConnection, 'ledger'>,
  { authorities, since, until, limit }: UnreadableFilter,
): Promise<{ texts: UnreadableText[]; isMore: boolean }> {
  const ledger = await gateway.ledger();
  const found: UnreadableText[] = [];
  // One more than asked for tells whether there are more.
  const period = { since: since.toISOString(), until: until.toISOString(), limit: limit + 1 };
  for (const authority of authorities)
    for await (const record of ledger.unreadable(authority, period)) found.push(textOf(authority, record));
  const texts = found.sort((a, b) => (a.received < b.received ? 1 : -1)).slice(0, limit);
  return { texts, isMore: found.length > limit };
}

function textOf(authority: AuthorityName, { type: _, at: received, ...record }: UnreadableRecord): UnreadableText {
  const [fault] = record.faults;
  const notJson = fault?.pointer === '' ? jsonFault(record.body) : undefined;
  const place = notJson ? ` (line ${notJson.line}, column ${notJson.column}: ${notJson.problem})` : '';
  return { authority, received, ...record, fault: fault ? `${faultLine(fault)}${place}` : '' };
}

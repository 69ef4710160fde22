import type { UnreadableRecord } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { faultLine } from '../../schemas/fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type UnreadableText, unreadableLines } from '../render/unreadable.ts';
import { jsonFault } from '../submit/json-fault.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface UnreadableFilter {
  authorities: readonly AuthorityName[];
  since: Date;
  limit: number;
}

/** Lists what was put on outboxes, or called back with, and could not be read: newest first, each with its text. */
export async function listUnreadable(
  { authorities, since, limit }: UnreadableFilter,
  json: boolean,
  gateway: GatewayConnection,
  terminal: Terminal,
  now: Date,
): Promise<number> {
  const ledger = await gateway.ledger();
  const found: UnreadableText[] = [];
  // One more than asked for tells whether there are more.
  const period = { since: since.toISOString(), until: now.toISOString(), limit: limit + 1 };
  for (const authority of authorities)
    for await (const record of ledger.unreadable(authority, period)) found.push(listed(authority, record));
  const shown = found.sort((a, b) => (a.received < b.received ? 1 : -1)).slice(0, limit);
  if (json) terminal.out(JSON.stringify(shown, null, 2));
  else if (shown.length === 0) terminal.out(`Nothing that could not be read came since ${since.toISOString()}.`);
  else for (const line of unreadableLines(shown, terminal)) terminal.out(line);
  if (found.length > limit) terminal.err(`Cut at ${limit}: there are more. Narrow with --since, or raise --limit.`);
  return 0;
}

function listed(
  authority: AuthorityName,
  { type: _, at: received, isDeadLetter, ...record }: UnreadableRecord,
): UnreadableText {
  const [fault] = record.faults;
  const where = `the ledger${isDeadLetter ? `, and the dead letters of ${authority}` : ''}`;
  const notJson = fault?.pointer === '' ? jsonFault(record.body) : undefined;
  const place = notJson ? ` (line ${notJson.line}, column ${notJson.column}: ${notJson.problem})` : '';
  return { authority, received, ...record, fault: fault ? `${faultLine(fault)}${place}` : '', where };
}

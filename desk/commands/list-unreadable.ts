import type { AuthorityName } from '../../schemas/catalogue.ts';
import { type UnreadableText, unreadableTexts } from '../filings/unreadable-texts.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type ListedText, unreadableLines } from '../render/unreadable.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Lists what was put on outboxes, or called back with, and could not be read: newest first, each with its text. */
export async function listUnreadable(
  { authorities, since, limit }: { authorities: readonly AuthorityName[]; since: Date; limit: number },
  json: boolean,
  gateway: GatewayConnection,
  terminal: Terminal,
  now: Date,
): Promise<number> {
  const { texts, isMore } = await unreadableTexts(gateway, { authorities, since, until: now, limit });
  const shown = texts.map(listed);
  if (json) terminal.out(JSON.stringify(shown, null, 2));
  else if (shown.length === 0) terminal.out(`Nothing that could not be read came since ${since.toISOString()}.`);
  else for (const line of unreadableLines(shown, terminal)) terminal.out(line);
  if (isMore) terminal.err(`Cut at ${limit}: there are more. Narrow with --since, or raise --limit.`);
  return 0;
}

function listed({ isDeadLetter, ...text }: UnreadableText): ListedText {
  return { ...text, where: `the ledger${isDeadLetter ? `, and the dead letters of ${text.authority}` : ''}` };
}

import type { PersonAction } from '../../functions/ledger/actions.ts';
import { spanOf } from '../filter/span.ts';
import { momentOf } from '../render/times.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import type { Command } from './command.ts';

export interface ActionsOptions {
  since?: string | undefined;
  until?: string | undefined;
  json?: boolean | undefined;
}

/** Lists what people did, newest first: who, when and why. */
export const actions: Command<ActionsOptions> = async (
  { since = '7d', until, json },
  open,
  terminal,
  now = new Date(),
) => {
  const span = spanOf(since, until, now);
  const kept: PersonAction[] = [];
  for await (const one of (await open().actions()).between(span.since, span.until)) kept.push(one);
  const newestFirst = kept.reverse();
  if (json) terminal.out(JSON.stringify(newestFirst, null, 2));
  else if (kept.length === 0) terminal.out(`Nobody did anything since ${momentOf(span.since.toISOString())}.`);
  else for (const one of newestFirst) for (const line of linesOf(one, terminal)) terminal.out(line);
  return 0;
};

function linesOf(
  { at, who, action, authority, reference, reason, detail, result }: PersonAction,
  { paint, width }: Terminal,
): string[] {
  const about = [authority, reference]
    .flatMap((text) => text ?? [])
    .map(printable)
    .join(' ');
  const end = result === 'done' ? [] : [paint(result === 'failed' ? 'red' : 'yellow', result ?? 'did not end')];
  return [
    [momentOf(at), paint('bold', action), ...(about ? [about] : []), ...end].join('  '),
    ...wrapped(`  by ${printable(who)}${reason ? `: ${printable(reason)}` : ''}`, width, 4),
    ...(detail ? wrapped(`  ${printable(detail)}`, width, 4) : []),
  ];
}

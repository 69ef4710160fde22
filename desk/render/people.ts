import type { PersonAction } from '../../functions/ledger/actions.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { momentOf } from './times.ts';

/** The actions and notes of people about a filing, oldest first. */
export function peopleLines(actions: readonly PersonAction[], { paint, width }: Terminal): string[] {
  return actions.flatMap(({ at, who, action, reason, detail }) => {
    const said = [reason, detail && `(${detail})`].filter(Boolean).join(' ');
    return [
      paint('dim', `  ${momentOf(at)}  ${printable(who)}`),
      ...wrapped(`    ${action}: ${printable(said)}`, width, 4),
    ];
  });
}

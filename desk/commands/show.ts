import { shown } from '../../schemas/shown-filing.ts';
import { DeskFault } from '../fault.ts';
import { filingsUnder } from '../filings/lookup.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { filingLines } from '../render/filing.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

export interface ShowOptions {
  reference: string;
  json: boolean;
}

/** Shows everything known under a reference. */
export async function show(
  { reference, json }: ShowOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
): Promise<number> {
  const gateway = open();
  const [filing, ...others] = await filingsUnder(await gateway.ledger(), gateway.authorities, reference);
  if (!filing) {
    throw new DeskFault(
      'NOT_FOUND',
      `${printable(reference)} is not known to ${gateway.title}, neither as a reference of yours nor as one of customs.`,
    );
  }
  if (others.length > 0) {
    const list = others.map(({ authority, status }) => `${authority} (${status})`).join(', ');
    terminal.err(`The latest filing under this reference is shown; there are more, at ${list}.`);
  }
  terminal.out(json ? JSON.stringify(shown(filing), null, 2) : filingLines(filing, terminal).join('\n'));
  return 0;
}

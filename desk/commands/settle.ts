import type { SettledSend } from '../actions/settle.ts';
import { findingOf, type SettleWish, settleFiling } from '../actions/settle-filing.ts';
import { foundText } from '../actions/settled-text.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

export interface SettleOptions extends SettleWish {
  json?: boolean | undefined;
}

/** Records what a person found out at the authority about an unclear filing. */
export async function settle(
  { json, ...wish }: SettleOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  now = () => new Date(),
): Promise<number> {
  findingOf(wish);
  const { settled, isAgain } = await settleFiling(open(), wish, now);
  if (json) terminal.out(JSON.stringify(objectOf(settled, isAgain), null, 2));
  else report(settled, isAgain, terminal);
  return 0;
}

function objectOf({ key, sent, finding }: SettledSend, isAgain: boolean) {
  const { at, by, isDone, facts, reason } = finding;
  return {
    ...key,
    ...{ message: sent.message, messageId: sent.messageId, action: isAgain ? 'settled-before' : 'settled' },
    ...{ created: isDone, ...(isDone && { number: facts?.authorityReference }), ...(reason && { reason }), by, at },
  };
}

function report(settled: SettledSend, isAgain: boolean, { out, paint }: Terminal): void {
  const { key, sent, finding } = settled;
  const what = `${sent.message} of ${printable(key.reference)}`;
  const next = finding.isDone ? 'it is answered' : 'it failed, and may be submitted again';
  const told = isAgain
    ? `was settled so by ${printable(finding.by)} at ${momentOf(finding.at)}; its platform was told again`
    : next;
  out(`${paint('green', 'settled')}  ${what}, ${foundText(settled)}: ${told}.`);
}

import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { reasonOf } from '../actions/reason.ts';
import type { Withdrawn } from '../actions/withdraw.ts';
import { type WithdrawWish, withdrawFiling } from '../actions/withdraw-filing.ts';
import { deskAuthorities } from '../authorities/registry.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

export interface WithdrawOptions extends WithdrawWish {
  json?: boolean | undefined;
}

/** Takes out whatever waits under a reference: its filing is refused, with the reason. */
export async function withdraw(
  { json, ...wish }: WithdrawOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  now = () => new Date(),
): Promise<number> {
  const reason = reasonOf(wish.reason, 'kept, and told to the platform');
  const found = await withdrawFiling(open(), { ...wish, reason }, now);
  if (json) terminal.out(JSON.stringify(found, null, 2));
  else for (const one of found) report(one, terminal);
  return found.some(({ action }) => action === 'withdrawn' || action === 'removed') ? 0 : 1;
}

function report(
  { authority, message, reference, action, mayHaveArrived }: Withdrawn,
  { out, err, paint }: Terminal,
): void {
  const what = `${message} of ${printable(reference)}`;
  if (action === 'taken-up') err(`${what} was taken up by a sender meanwhile: it is sent. Nothing was changed.`);
  if (action === 'withdrawn-before') err(`${what} was withdrawn before; its platform was told again.`);
  if (action === 'withdrawn')
    out(`${paint('green', 'withdrawn')}  ${what}: it is refused, and may be submitted again.`);
  if (action === 'removed')
    out(
      `${paint('green', 'removed')}  ${what}: it had been dealt with already, and only its letter was left. Nothing else was changed.`,
    );
  if (!mayHaveArrived || action === 'taken-up' || action === 'removed') return;
  const name = authority as AuthorityName;
  const asking = deskAuthorities[name].asks?.(printable(reference));
  err(
    `${what} may have arrived all the same: a call of it had no clear answer, or it was taken and then failed technically. Ask ${contractOf(name).noun} how it stands before it is submitted again${asking ? ` (${asking})` : ''}.`,
  );
}

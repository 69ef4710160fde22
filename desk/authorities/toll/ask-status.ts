import { reachedSince } from '../../../functions/ledger/fate.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey, Parked } from '../../../functions/ledger/records.ts';
import { acting } from '../../actions/acting.ts';
import { reasonOf } from '../../actions/reason.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';
import { printable, type Terminal } from '../../terminal/terminal.ts';

export interface AskStatusOptions {
  requestIds: readonly string[];
  reason?: string | undefined;
  json?: boolean | undefined;
}

/** The result of a question: it is asked again, or the filing is not one whose status stayed unknown. */
export interface Asked {
  reference: string;
  action: 'asked' | 'not-unknown' | 'not-known';
}

/** A call that was made so long ago is not in flight any more. */
const OVER_MS = 10 * 60_000;

/** Has the status of presentations asked for again. */
export async function askStatus(
  options: AskStatusOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  now = () => new Date(),
): Promise<number> {
  const reason = reasonOf(options.reason, 'kept');
  const asked = await askStatuses(open(), options.requestIds, reason, now);
  if (options.json) terminal.out(JSON.stringify(asked, null, 2));
  else for (const one of asked) report(one, terminal);
  return asked.every(({ action }) => action === 'asked') ? 0 : 1;
}

/** Has the status of presentations asked for again, each in a person's name. */
export async function askStatuses(
  gateway: GatewayConnection,
  requestIds: readonly string[],
  reason: string,
  now = () => new Date(),
): Promise<Asked[]> {
  const authority = gateway.lane('toll');
  const ledger = await gateway.ledger();
  const asked: Asked[] = [];
  for (const reference of requestIds) {
    const key: FilingKey = { authority, kind: 'presentation', reference };
    const ask = async () => ({ reference, action: await askAgain(key, reason, ledger, now()) });
    asked.push(await acting(gateway, { action: 'ask-status', authority, reference, reason }, ask));
  }
  return asked;
}

/** Parks a presentation that was taken and has no status, as one that is to be asked for at once. */
export async function askAgain(key: FilingKey, reason: string, ledger: Ledger, now: Date): Promise<Asked['action']> {
  const records = await ledger.records(key);
  if (records.length === 0) return 'not-known';
  const { statusOf, latest } = readFiling(key, records);
  const sent = latest();
  if (!sent || statusOf(sent) !== 'sent') return 'not-unknown';
  const isInFlight = !sent.pending && now.getTime() - Date.parse(reachedSince(sent) ?? sent.at) < OVER_MS;
  if (isInFlight) return 'not-unknown';
  const at = now.toISOString();
  const parked: Parked = {
    ...{ verdict: 'parked', httpStatus: null, error: { errorDescription: `asked again: ${reason}` }, at, due: at },
    pending: { asks: 1, since: at },
  };
  return (await ledger.settle(key, sent, parked, sent.settlement)) ? 'asked' : 'not-unknown';
}

function report({ reference, action }: Asked, { out, err, paint }: Terminal): void {
  const name = printable(reference);
  if (action === 'asked') out(`${paint('green', 'asked')}  ${name}: its status is asked for within a minute.`);
  if (action === 'not-known') err(`${name} is not known here: nothing was presented under it.`);
  if (action === 'not-unknown')
    err(`${name} is not one whose status stayed unknown: npx declarant show ${name} says how it stands.`);
}

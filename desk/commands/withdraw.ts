import { readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import { type AuthorityName, contractOf, filingKinds, isAuthority, outboundMessages } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/filing.ts';
import { acting } from '../actions/acting.ts';
import { reasonOf } from '../actions/reason.ts';
import { type Withdrawn, withdrawLetters, withdrawWaiting } from '../actions/withdraw.ts';
import { deskAuthorities } from '../authorities/registry.ts';
import { referenceWords } from '../authorities/words.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

export interface WithdrawOptions {
  reference: string;
  /** Only this message, of this authority, of this kind of filing. */
  message?: string | undefined;
  authority?: string | undefined;
  kind?: string | undefined;
  /** The reason: kept, and told to the platform. */
  reason?: string | undefined;
  json?: boolean | undefined;
}

/** Takes out whatever waits under a reference: its filing is refused, with the reason. */
export async function withdraw(
  options: WithdrawOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  now = () => new Date(),
): Promise<number> {
  const { reference, message } = options;
  const reason = reasonOf(options.reason, 'kept, and told to the platform');
  const gateway = open();
  const keys = keysOf(options, gateway);
  const [ledger, outcomes, sqs] = await Promise.all([gateway.ledger(), gateway.outcomes(), gateway.queues()]);
  const about = {
    ...{ action: 'withdraw', reference, reason },
    ...(options.authority !== undefined && { authority: options.authority }),
    ...(message !== undefined && { detail: message }),
  };
  const found = await acting(gateway, about, async () => {
    const done: Withdrawn[] = [];
    for (const key of keys) {
      const deadLetters = await gateway.deadLetters(key.authority);
      const ports = { ledger, outcomes, now };
      const waiting = await withdrawWaiting(key, { reason, message }, ports);
      const letters = await withdrawLetters(key, { reason, message }, { sqs, deadLetters }, ports);
      done.push(...once([...waiting, ...letters]));
    }
    if (done.length > 0) return done;
    throw await nothingWaits(options, keys, ledger, gateway);
  });
  if (options.json) terminal.out(JSON.stringify(found, null, 2));
  else for (const one of found) report(one, terminal);
  return found.some(({ action }) => action === 'withdrawn' || action === 'removed') ? 0 : 1;
}

/** The fault where nothing can be taken out: it says how the filing stands instead, or that there is none. */
async function nothingWaits(
  { reference, message }: WithdrawOptions,
  keys: readonly FilingKey[],
  ledger: Ledger,
  { title, authorities }: GatewayConnection,
): Promise<DeskFault> {
  const name = printable(reference);
  const states: string[] = [];
  for (const key of keys) {
    const records = await ledger.records(key);
    if (records.length === 0) continue;
    const { status } = readFiling(key, records).filing;
    const how = status === 'unclear' ? ` (once you know what became of it: npx declarant settle ${name})` : '';
    states.push(`the ${key.kind} is ${status}${how}`);
  }
  if (states.length === 0)
    return new DeskFault(
      'NOT_FOUND',
      `${name} is not known to ${title}: give your own reference (${referenceWords(authorities)}), as it was submitted.`,
    );
  const which = message === undefined ? 'Nothing' : `No ${printable(message)}`;
  return new DeskFault(
    'NOT_FOUND',
    `${which} of ${name} waits at ${title}: ${states.join(', ')}. What was sent, or is just being sent, cannot be taken out; npx declarant show ${name} has its history.`,
  );
}

/** Each message once: the letter of one that was just taken out has no line of its own. */
function once(all: readonly Withdrawn[]): Withdrawn[] {
  return all.filter((one, n) => !one.messageId || all.findIndex((a) => a.messageId === one.messageId) === n);
}

function keysOf({ reference, message, authority, kind }: WithdrawOptions, gateway: GatewayConnection): FilingKey[] {
  const authorities = authority === undefined ? gateway.authorities : [gateway.lane(authority)];
  if (kind !== undefined && !filingKinds.some((one) => one === kind))
    throw new DeskFault('USAGE', `--kind is one of ${filingKinds.join(', ')}, not ${printable(kind)}.`);
  const messages = authorities.filter(isAuthority).flatMap(outboundMessages);
  if (message !== undefined && !messages.some((one) => one.message === message)) {
    const known = [...new Set(messages.map((one) => one.message))].join(', ');
    throw new DeskFault('USAGE', `There is no message ${printable(message)}: --message is one of ${known}.`);
  }
  const kinds = [...new Set(messages.map(({ filing }) => filing))];
  const wanted = kinds.filter((one: FilingKind) => kind === undefined || one === kind);
  return authorities.flatMap((one) => wanted.map((of) => ({ authority: one, kind: of, reference })));
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

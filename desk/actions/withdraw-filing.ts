import { readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import { filingKinds, isAuthority, outboundMessages } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/filing.ts';
import { referenceWords } from '../authorities/words.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { printable } from '../terminal/terminal.ts';
import { acting } from './acting.ts';
import { noteDone } from './note-done.ts';
import { reasonOf } from './reason.ts';
import { type Withdrawn, withdrawLetters, withdrawWaiting } from './withdraw.ts';

/** The filing to take out, and the reason. */
export interface WithdrawWish {
  reference: string;
  /** Only this message, of this authority, of this kind of filing. */
  message?: string | undefined;
  authority?: string | undefined;
  kind?: string | undefined;
  /** The reason: kept, and told to the platform. */
  reason?: string | undefined;
}

/**
 * Takes out whatever waits under a reference: its filing is refused, with the reason, and its platform is told.
 * @throws {DeskFault} where no reason is given, or nothing waits: it says how the filing stands instead
 */
export async function withdrawFiling(
  gateway: GatewayConnection,
  wish: WithdrawWish,
  now = () => new Date(),
): Promise<Withdrawn[]> {
  const { reference, message, authority } = wish;
  const reason = reasonOf(wish.reason, 'kept, and told to the platform');
  const keys = keysOf(wish, gateway);
  const [ledger, outcomes, sqs] = await Promise.all([gateway.ledger(), gateway.outcomes(), gateway.queues()]);
  const about = {
    ...{ action: 'withdraw', reference, reason },
    ...(authority !== undefined && { authority }),
    ...(message !== undefined && { detail: message }),
  };
  return acting(gateway, about, async (who) => {
    const done: Withdrawn[] = [];
    for (const key of keys) {
      const deadLetters = await gateway.deadLetters(key.authority);
      const ports = { ledger, outcomes, now };
      const waiting = await withdrawWaiting(key, { reason, message }, ports);
      const letters = await withdrawLetters(key, { reason, message }, { sqs, deadLetters }, ports);
      const own = once([...waiting, ...letters]);
      if (own.some(isOut)) await noteDone(gateway, key, about, who, now());
      done.push(...own);
    }
    if (done.length > 0) return done;
    throw await nothingWaits(wish, keys, ledger, gateway);
  });
}

const isOut = ({ action }: Withdrawn) => action === 'withdrawn' || action === 'removed';

/** The fault where nothing can be taken out: it says how the filing stands instead, or that there is none. */
async function nothingWaits(
  { reference, message }: WithdrawWish,
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

function keysOf({ reference, message, authority, kind }: WithdrawWish, gateway: GatewayConnection): FilingKey[] {
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

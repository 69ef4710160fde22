import type { ReadFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import { acting } from '../actions/acting.ts';
import { reasonOf } from '../actions/reason.ts';
import {
  type FoundOut,
  isSameFinding,
  keepFinding,
  type SettledSend,
  settledBefore,
  tellSettled,
  unclearSend,
} from '../actions/settle.ts';
import { DeskFault } from '../fault.ts';
import { filingsUnder } from '../filings/filings-under.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

export interface SettleOptions {
  reference: string;
  /** The number that it has at the authority. */
  created?: string | undefined;
  /** It is not there. */
  notCreated?: boolean | undefined;
  authority?: string | undefined;
  /** The reason: kept, and told to the platform where it is not there. */
  reason?: string | undefined;
  json?: boolean | undefined;
}

/** Records what a person found out at the authority about an unclear filing. */
export async function settle(
  options: SettleOptions,
  open: () => GatewayConnection,
  terminal: Terminal,
  now = () => new Date(),
): Promise<number> {
  const { reference, authority } = options;
  const finding = findingOf(options);
  const gateway = open();
  const authorities = authority === undefined ? gateway.authorities : [gateway.lane(authority)];
  const [ledger, outcomes] = await Promise.all([gateway.ledger(), gateway.outcomes()]);
  const ports = { ledger, outcomes, now };
  const about = {
    ...{ action: 'settle', reference, reason: finding.reason ?? null },
    ...(authority !== undefined && { authority }),
    detail: finding.number === undefined ? 'not created' : `created ${finding.number}`,
  };
  const { settled, isAgain } = await acting(gateway, about, async (by) => {
    const all = await filingsUnder(ledger, authorities, reference);
    const read = meant(all, options, gateway);
    const unclear = unclearSend(read);
    if (unclear) {
      await refuseTaken(finding, read, ledger);
      const settled = await keepFinding(read, unclear, finding, by, ports);
      if (settled) return { settled, isAgain: false };
    }
    const [stands = read] = unclear ? await filingsUnder(ledger, [read.key.authority], reference) : [read];
    const before = settledBefore(stands);
    if (!before || !isSameFinding(before.finding, finding)) throw notUnclear(stands, before, options);
    await tellSettled(before, ports);
    return { settled: before, isAgain: true };
  });
  if (options.json) terminal.out(JSON.stringify(objectOf(settled, isAgain), null, 2));
  else report(settled, isAgain, terminal);
  return 0;
}

/** The finding that the options state. */
function findingOf({ created, notCreated = false, reason }: SettleOptions): FoundOut {
  if ((created !== undefined) === notCreated)
    throw new DeskFault(
      'USAGE',
      'Say one of both: --created NUMBER, with the number that it has at the authority, or --not-created --reason "…".',
    );
  if (created === undefined) return { number: undefined, reason: reasonOf(reason, 'kept, and told to the platform') };
  const most = messageLimits.reference;
  if (!/^[^\s\p{Cc}]+$/u.test(created) || created.length > most)
    throw new DeskFault(
      'USAGE',
      `--created takes a number as the authority has it: up to ${most} characters without spaces.`,
    );
  return { number: created, reason: reason === undefined ? undefined : reasonOf(reason, 'kept') };
}

/** The filing that is meant: the unclear one, else the latest. */
function meant(all: readonly ReadFiling[], { reference }: SettleOptions, { title }: GatewayConnection): ReadFiling {
  const [latest] = all;
  const name = printable(reference);
  if (!latest) throw new DeskFault('NOT_FOUND', `${name} is not known to ${title}.`);
  const unclear = all.filter((read) => unclearSend(read));
  if (unclear.length < 2) return unclear[0] ?? latest;
  const list = unclear.map(({ key }) => `${key.authority} (${key.kind})`).join(', ');
  throw new DeskFault('USAGE', `${name} is unclear at ${list}: pick one with --authority. Nothing was changed.`);
}

/** @throws {DeskFault} where the number is known as that of another filing */
async function refuseTaken({ number }: FoundOut, { key }: ReadFiling, ledger: Ledger): Promise<void> {
  const owner = number && (await ledger.findByAuthorityReference(key.authority, key.kind, number));
  if (!owner || owner.reference === key.reference) return;
  throw new DeskFault(
    'NOT_CHANGED',
    `${printable(number)} is the number of ${printable(owner.reference)} already: look which of them it is. Nothing was changed.`,
  );
}

/** The fault where nothing is unclear: how the filing stands, and what may be done. */
function notUnclear({ filing }: ReadFiling, before: SettledSend | undefined, { reference }: SettleOptions): DeskFault {
  const name = printable(reference);
  const noun = contractOf(filing.authority as AuthorityName).noun;
  if (before)
    return new DeskFault(
      'NOT_CHANGED',
      `${name} was settled otherwise before: ${foundText(before)}, by ${printable(before.finding.by)} at ${momentOf(before.finding.at)} UTC. The first finding stays, until ${noun} says otherwise; nothing was changed.`,
    );
  return new DeskFault(
    'NOT_CHANGED',
    `${name} is ${filing.status}, not unclear: there is nothing to settle, and nothing was changed. npx declarant show ${name} has its history.`,
  );
}

function foundText({ finding }: SettledSend): string {
  return finding.isDone ? `created as ${printable(finding.facts?.authorityReference ?? '')}` : 'not created';
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
    ? `was settled so by ${printable(finding.by)} at ${momentOf(finding.at)} UTC; its platform was told again`
    : next;
  out(`${paint('green', 'settled')}  ${what}, ${foundText(settled)}: ${told}.`);
}

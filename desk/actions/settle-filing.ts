import type { ReadFiling } from '../../functions/ledger/filing.ts';
import { filingId } from '../../functions/ledger/items.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import { DeskFault } from '../fault.ts';
import { filingsUnder, isOfKind } from '../filings/filings-under.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { printable } from '../terminal/terminal.ts';
import { acting } from './acting.ts';
import { noteDone } from './note-done.ts';
import { reasonOf } from './reason.ts';
import {
  type FoundOut,
  isSameFinding,
  keepFinding,
  type SettledSend,
  settledBefore,
  tellSettled,
  unclearSend,
} from './settle.ts';
import { foundText } from './settled-text.ts';

/** The finding of a person at the authority about an unclear filing. */
export interface SettleWish {
  reference: string;
  /** The number that it has at the authority. */
  created?: string | undefined;
  /** It is not there. */
  notCreated?: boolean | undefined;
  authority?: string | undefined;
  /** Only a filing of this kind. */
  kind?: string | undefined;
  /** The reason: kept, and told to the platform where it is not there. */
  reason?: string | undefined;
}

/** A finding that is kept, since now or since before: then its platform was told again. */
export interface SettledFiling {
  settled: SettledSend;
  isAgain: boolean;
}

/**
 * Records what a person found out at the authority about an unclear filing.
 * @throws {DeskFault} where it is not unclear, or was settled otherwise
 */
export async function settleFiling(
  gateway: GatewayConnection,
  wish: SettleWish,
  now = () => new Date(),
): Promise<SettledFiling> {
  const { reference, authority, kind } = wish;
  const finding = findingOf(wish);
  const authorities = authority === undefined ? gateway.authorities : [gateway.lane(authority)];
  const [ledger, outcomes] = await Promise.all([gateway.ledger(), gateway.outcomes()]);
  const ports = { ledger, outcomes, now };
  const about = {
    ...{ action: 'settle', reference, reason: finding.reason ?? null },
    ...(authority !== undefined && { authority }),
    detail: finding.number === undefined ? 'not created' : `created ${finding.number}`,
  };
  return acting(gateway, about, async (by) => {
    const known = async () => (await filingsUnder(ledger, authorities, reference)).filter(isOfKind(kind));
    const read = meant(await known(), wish, gateway);
    const unclear = unclearSend(read);
    if (unclear) {
      await refuseTaken(finding, read, ledger);
      const settled = await keepFinding(read, unclear, finding, by, ports);
      if (settled) {
        await noteDone(gateway, read.key, about, by, now());
        return { settled, isAgain: false };
      }
    }
    const stands = (unclear && (await known()).find(({ key }) => filingId(key) === filingId(read.key))) ?? read;
    const before = settledBefore(stands);
    if (!before || !isSameFinding(before.finding, finding)) throw notUnclear(stands, before, wish);
    await tellSettled(before, ports);
    return { settled: before, isAgain: true };
  });
}

/**
 * The finding that a wish states.
 * @throws {DeskFault} where it states none, or both
 */
export function findingOf({ created, notCreated = false, reason }: SettleWish): FoundOut {
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
function meant(all: readonly ReadFiling[], { reference }: SettleWish, { title }: GatewayConnection): ReadFiling {
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
function notUnclear({ filing }: ReadFiling, before: SettledSend | undefined, { reference }: SettleWish): DeskFault {
  const name = printable(reference);
  const noun = contractOf(filing.authority as AuthorityName).noun;
  if (before)
    return new DeskFault(
      'NOT_CHANGED',
      `${name} was settled otherwise before: ${foundText(before)}, by ${printable(before.finding.by)} at ${momentOf(before.finding.at)}. The first finding stays, until ${noun} says otherwise; nothing was changed.`,
    );
  return new DeskFault(
    'NOT_CHANGED',
    `${name} is ${filing.status}, not unclear: there is nothing to settle, and nothing was changed. npx declarant show ${name} has its history.`,
  );
}

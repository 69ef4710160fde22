import { outboundMessages } from '../../schemas/catalogue.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import type { Fault } from '../../schemas/fault.ts';
import { pointerOf } from '../../schemas/fault.ts';
import { isParkedForDeclaration } from '../ledger/fate.ts';
import { isOutside, opens, ownerOf } from '../ledger/owner.ts';
import type { FilingKey, LedgerRecord, SentRecord } from '../ledger/records.ts';
import { type Claim, claim, type Delivery, type Standing } from './claim.ts';
import type { SendPorts } from './ports.ts';
import type { Trust } from './trust.ts';

/**
 * Claims a submission for its platform: a filing that another platform opened is taken, whatever became of it. Two
 * messages that each open a filing under one reference do not meet at one item, so where platforms are apart, the
 * claimer looks for the other, and takes its claim back.
 */
export async function claimAsOwner(
  key: FilingKey,
  first: SentRecord,
  delivery: Delivery,
  { ledger, trust, now }: SendPorts,
): Promise<Claim> {
  const standing = standingOf(first.platform, trust);
  const { mayAct } = standing;
  const claimed = await claim(ledger, key, first, delivery, standing);
  if (claimed.kind !== 'send' || !trust.areSeveral || rivalsOf(key, first) === 0) return claimed;

  const { record } = claimed;
  const isOwn = (one: LedgerRecord) =>
    one.type === 'sent' && one.message === record.message && one.attempt === record.attempt;
  const others = (await ledger.records(key)).filter((one) => !isOwn(one));
  if (mayAct(ownerOf(key, others))) return claimed;
  const error = { errorDescription: 'another platform has a filing under this reference' };
  const refused = { verdict: 'refused', httpStatus: null, error, at: now().toISOString(), isOutside: true } as const;
  await ledger.settle(key, record, refused, record.settlement);
  return { kind: 'taken' };
}

/**
 * The standing of a platform in a filing. A send of another platform that is parked for a declaration not its own is
 * refused once that is known: it delays neither the declaration's owner nor, while nobody has filed it, anybody else.
 */
function standingOf(platform: string, trust: Trust): Standing {
  return {
    mayAct: (owner) => trust.mayAct(platform, owner),
    counts: (sent, owner = platform) =>
      trust.mayAct(sent.platform, owner) || !(isOutside(sent) || isParkedForDeclaration(sent)),
  };
}

/** The number of other messages that open a filing under the same reference. */
function rivalsOf(key: FilingKey, { message }: SentRecord): number {
  const isRival = (one: OutboundMessage) =>
    one.message !== message && one.filing === key.kind && opens(key, one.message);
  return outboundMessages(key.authority).filter(isRival).length;
}

/**
 * The fault of naming another platform's declaration: it says nothing but that, and where it is named.
 * @param payload the message that names it
 */
export function notIts(payload: unknown, reference: string): Fault {
  return {
    pointer: `/payload${pointerTo(payload, reference) ?? ''}`,
    rule: 'a declaration of the platform that submits this',
    found: 'one that is not',
    remedy: 'give one of your own',
  };
}

/** JSON Pointer of the first place of a text in a message. */
function pointerTo(value: unknown, text: string, path: readonly string[] = []): string | undefined {
  if (value === text) return pointerOf(path);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, one] of Object.entries(value)) {
    const found = pointerTo(one, text, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

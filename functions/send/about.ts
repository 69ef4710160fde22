import { foldsAway } from '../../schemas/catalogue.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import { type Fault, valueKind } from '../../schemas/fault.ts';
import type { Readiness } from '../authorities/authority.ts';
import { outbound } from '../ledger/attempts.ts';
import { readFiling } from '../ledger/filing.ts';
import { ownerOf } from '../ledger/owner.ts';
import { type FilingKey, isAboutOthers, keyAbout, type LedgerRecord, type SentRecord } from '../ledger/records.ts';
import { notIts } from './apart.ts';
import { patienceEnd } from './parked-for-declaration.ts';
import type { SendPorts } from './ports.ts';

/** The filings that a message is about, by their keys. */
function aboutKeys(contract: OutboundMessage, payload: unknown, { authority }: SendPorts): FilingKey[] {
  const references = contract.about?.(payload) ?? [];
  return references.map((reference) => keyAbout({ authority: authority.name, kind: contract.filing }, reference));
}

/**
 * Judges whether a message may go, by the declarations that it is about.
 * @param claim the platform, and the time of the claim, ISO 8601: a declaration that may never come is waited for as
 *   long as the lane is configured to; declarations of another platform are not asked about
 */
export async function readinessOf(
  contract: OutboundMessage,
  payload: Record<string, unknown>,
  { platform, at: claimedAt }: Pick<SentRecord, 'platform' | 'at'>,
  ports: SendPorts,
): Promise<Readiness> {
  const { authority, ledger, now, trust, waitForDeclarationMinutes: minutes } = ports;
  const known = await Promise.all(
    aboutKeys(contract, payload, ports).map(async (key) => ({ key, records: await ledger.records(key) })),
  );
  const foreign = known.filter(({ key, records }) => !trust.mayAct(platform, ownerOf(key, records)));
  if (foreign.length > 0) {
    const faults = foreign.map(({ key }) => notIts(payload, key.reference));
    return { kind: 'never', faults, isOutside: true };
  }
  const filings = known.map(({ key, records }) => readFiling(key, ownRecords(key, records, platform, ports)).filing);
  const readiness = authority.ready(contract.message, payload, filings);
  const folding = readiness.kind === 'ready' && Object.entries(readiness.parts).find(([, part]) => foldsAway(part));
  if (folding) return { kind: 'never', faults: [noPath(...folding)] };
  if (readiness.kind !== 'wait' || !readiness.orNever || now() < patienceEnd(claimedAt, minutes)) return readiness;
  const after = minutes === 0 ? '' : ` after ${minutes} minutes`;
  return { kind: 'never', faults: readiness.orNever.map((fault) => ({ ...fault, found: `${fault.found}${after}` })) };
}

/** The fault of a reference that would lead the call to another path. */
function noPath(name: string, part: string): Fault {
  const rule = `the ${name} that the authority gave must be one that a path can hold`;
  return { pointer: '', rule, found: valueKind(part), remedy: 'ask the authority for the right one' };
}

/**
 * The records of a declaration itself: what was filed, and what the authority said. Follow-ups, enquiries, and that the
 * authority does not know it, make no declaration known; nor do vain submissions of another platform.
 */
function ownRecords(
  key: FilingKey,
  records: readonly LedgerRecord[],
  platform: string,
  { trust }: Pick<SendPorts, 'trust'>,
): LedgerRecord[] {
  const owner = ownerOf(key, records) ?? platform;
  const isInVain = (record: LedgerRecord) =>
    (record.type === 'refused' || record.type === 'stuck') &&
    (('isOutside' in record && record.isOutside === true) ||
      (record.platform !== null && !trust.mayAct(record.platform, owner)));
  const own = records.filter(
    (record) => record.type !== 'asked' && !outbound(key, record.message)?.followsUp && !isInVain(record),
  );
  return own.every((record) => record.type === 'stated' && record.facts.unknownToAuthority) ? [] : own;
}

/** Notes with each declaration that a message about it is sent in another filing: its history shows it. */
export async function noteAsked(
  contract: OutboundMessage,
  key: FilingKey,
  record: SentRecord,
  ports: SendPorts,
): Promise<void> {
  if (!isAboutOthers(key)) return;
  const { message, messageId, attempt, at, platform } = record;
  const via = { kind: key.kind, reference: key.reference };
  const keys = aboutKeys(contract, JSON.parse(record.body), ports);
  await Promise.all(
    keys.map((declaration) =>
      ports.ledger.ask(declaration, { type: 'asked', message, at, messageId, attempt, platform, via }),
    ),
  );
}

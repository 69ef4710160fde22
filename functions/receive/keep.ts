import { callbackLimits } from '../../schemas/callback-limits.ts';
import { type AuthorityName, contractOf as authorityContract } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import type { Filing } from '../../schemas/filing.ts';
import { wellFormed } from '../../schemas/message-text.ts';
import type { OutcomeKind } from '../../schemas/outcome.ts';
import { digestOf } from '../ledger/digest.ts';
import { mergeFiling } from '../ledger/filing.ts';
import { CONFLICTING } from '../ledger/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { answeredLate } from '../ledger/overdue.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord } from '../ledger/records.ts';
import type { Release } from '../outbox/outbox.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import { told } from '../outcomes/told.ts';
import type { Telemetry } from '../telemetry/log.ts';
import { adopt } from './adopt.ts';
import { awaitingSends } from './awaiting.ts';
import type { Callback } from './callback.ts';
import { contractOf, filingOf } from './identify.ts';
import { replayLater, type TechnicalReplay } from './replay.ts';
import { factOf, indexed, spread } from './spread.ts';
import { turnedDown } from './turned-down.ts';

export interface KeepPorts {
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  release: Release;
  /** Of each authority's lane. */
  technicalReplay: Readonly<Partial<Record<AuthorityName, TechnicalReplay>>>;
  /** After how many minutes an answer is overdue in each authority's lane. */
  overdueMinutes: Readonly<Partial<Record<AuthorityName, number>>>;
  now: () => Date;
}

/**
 * Stores a callback and tells the platforms, in this order, and returns only when both are durable
 * (H7-R2). A message that came before is told again, since nobody knows whether it was the first time.
 */
export async function keep(callback: Callback, ports: KeepPorts): Promise<void> {
  const { authority, messageId, payload, body, path, candidates, customsReference: pathReference } = callback;
  const { ledger, telemetry, now } = ports;
  const key = await filingOf(callback, ledger);
  // Only a message that is not told by its route alone needs to be known by what was asked.
  const asked = candidates.length > 1 || key.kind !== 'declaration' ? await ledger.records(key) : [];
  const contract = contractOf(callback, asked);
  const facts = contract.facts(payload);
  const at = now().toISOString();
  const drift = driftOf(callback, contract, facts);
  const record: ReceivedRecord = {
    type: 'received',
    message: contract.message,
    path,
    at,
    messageId,
    body,
    drift,
    ...(pathReference && { pathReference }),
  };

  const news = await spread({ key, contract, payload, messageId, at }, asked, ledger);
  const customsReference = facts.customsReference ?? pathReference;
  const index = { fact: factOf(key, facts), ...indexed(key, customsReference) };
  const stored = await ledger.receive(key, record, index);

  if (index.customsReference) await adopt(key, index.customsReference, ledger);
  else if (key.reference === customsReference) await adoptByOwner(key, ledger);
  const replay = facts.technical && facts.errors && ports.technicalReplay[authority];
  if (replay) await replayLater(key, await ledger.records(key), messageId, replay, ledger, now());

  const told: Told = { contract, messageId, at, digest: digestOf(body) };
  const filing = await tell(key, facts, told, ports);
  await Promise.all(news.map(([declaration, one]) => tell(declaration, one, told, ports)));
  telemetry.event(`callback.${stored}`, {
    authority,
    message: contract.message,
    reference: key.reference,
    platform: filing.platform,
    messageId,
  });
  if (facts.errors && stored === 'stored') {
    const message = turnedDown(key, record, await ledger.records(key));
    const about = { authority, reference: key.reference, messageId };
    if (message) telemetry.event(facts.technical ? 'message.failed' : 'message.rejected', { ...about, message });
  }
  const isConflicting = filing.history.some((one) => one.messageId === messageId && one.outcome === CONFLICTING);
  if (isConflicting && stored === 'stored')
    telemetry.problem('callback.conflicting', {
      authority,
      message: contract.message,
      reference: key.reference,
      messageId,
    });
  if (drift.length > 0) telemetry.problem('callback.drift', { authority, message: contract.message, faults: drift });
}

/** An orphan joins its filing also where that came while the orphan was stored. */
async function adoptByOwner({ authority, kind, reference }: FilingKey, ledger: Ledger): Promise<void> {
  const owner = await ledger.findByCustomsReference(authority, kind, reference);
  if (owner) await adopt(owner, reference, ledger);
}

/** Where a message departs from the contract as it is known here: it is kept all the same. */
function driftOf({ authority, payload }: Callback, contract: InboundMessage, { state }: Facts): string[] {
  const isUnknown = state && authorityContract(authority).stateOf(state.raw) === 'unknown';
  const { faults: most, characters } = callbackLimits.drift;
  const faults = schemaFaults(contract.schema, payload);
  return [
    ...(isUnknown ? ['/declarationState/state: unknown code'] : []),
    // A field's name is as long as whoever wrote it likes.
    ...faults.slice(0, most).map(({ pointer, rule }) => `${wellFormed(pointer.slice(0, characters))}: ${rule}`),
    ...(faults.length > most ? [`${faults.length - most} more`] : []),
  ];
}

type Told = Pick<ReceivedRecord, 'messageId' | 'at'> & { contract: InboundMessage; digest: string };

/** Tells what a message says of one filing, and lets go what awaited it. */
async function tell(
  key: FilingKey,
  facts: Facts,
  { contract, messageId, at, digest }: Told,
  { ledger, outcomes, telemetry, release, overdueMinutes }: KeepPorts,
): Promise<Filing> {
  const records = await ledger.records(key);
  const filing = mergeFiling(key, records);
  const outcome = outcomeOf(key, contract, facts);
  const minutes = overdueMinutes[key.authority];
  const late = minutes === undefined ? undefined : answeredLate(key, records, messageId, minutes * 60_000);
  if (outcome) {
    await outcomes.publish({
      ...told(filing, key.kind),
      ...(facts.errors && { errors: facts.errors }),
      // Also by the body: what another one says under the same messageId is another fact.
      id: `${contract.message}/${messageId}/${key.reference}/${digest.slice(0, 8)}`,
      at,
      outcome,
      message: contract.message,
      messageId,
      ...(late && { overdueSince: late.since }),
    });
  }
  if (late) {
    const { authority, reference } = key;
    const { message, platform } = late.sent;
    telemetry.event('message.answered-late', {
      authority,
      message,
      reference,
      platform,
      messageId: late.sent.messageId,
    });
  }
  // Also an error lets them go: what awaited a declaration that was rejected is then refused.
  if (!facts.technical && key.kind === 'declaration') await releaseAwaiting(key, records, release);
  return filing;
}

async function releaseAwaiting(key: FilingKey, records: readonly LedgerRecord[], release: Release): Promise<void> {
  await Promise.all(awaitingSends(key, records).map(release));
}

/** What platforms are told, if anything: a request that was refused is no news of its declarations. */
function outcomeOf({ authority, kind }: FilingKey, contract: InboundMessage, facts: Facts): OutcomeKind | undefined {
  if (facts.errors) return facts.technical ? 'error' : contract.announces;
  const state = facts.state && authorityContract(authority).stateOf(facts.state.raw);
  if (kind === 'declaration' && facts.decision) {
    if (facts.decision === 'refused') return undefined;
    return state === 'invalidated' ? 'state-changed' : 'amended';
  }
  return state === 'released' ? 'released' : contract.announces;
}

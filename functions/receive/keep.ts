import { type AuthorityName, contractOf as authorityContract } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import type { OutcomeKind } from '../../schemas/outcome.ts';
import { mergeFiling } from '../ledger/filing.ts';
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
import { factOf, spread } from './spread.ts';
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
  const stored = await ledger.receive(key, record, {
    fact: factOf(key, facts),
    ...(customsReference && { customsReference }),
  });

  if (customsReference) await adoptOrphans(key, customsReference, ledger);
  const replay = facts.technical && facts.errors && ports.technicalReplay[authority];
  if (replay) await replayLater(key, await ledger.records(key), messageId, replay, ledger, now());

  const told: Told = { contract, messageId, at };
  const platform = await tell(key, facts, told, ports);
  await Promise.all(news.map(([declaration, one]) => tell(declaration, one, told, ports)));
  telemetry.event(`callback.${stored}`, {
    authority,
    message: contract.message,
    reference: key.reference,
    platform,
    messageId,
  });
  if (facts.errors && stored === 'stored') {
    const message = turnedDown(key, record, await ledger.records(key));
    const about = { authority, reference: key.reference, messageId };
    if (message) telemetry.event(facts.technical ? 'message.failed' : 'message.rejected', { ...about, message });
  }
  if (drift.length > 0) telemetry.problem('callback.drift', { authority, message: contract.message, faults: drift });
}

/** What named only the authority's reference joins its filing, whichever of the two came first. */
async function adoptOrphans(key: FilingKey, customsReference: string, ledger: Ledger): Promise<void> {
  if (key.reference !== customsReference) return adopt(key, customsReference, ledger);
  const found = await ledger.findByCustomsReference(key.authority, key.kind, customsReference);
  if (found) await adopt(found, customsReference, ledger);
}

/** Where a message departs from the contract as it is known here: it is kept all the same. */
function driftOf({ authority, payload }: Callback, contract: InboundMessage, { state }: Facts): string[] {
  const faults = schemaFaults(contract.schema, payload).map(({ pointer, rule }) => `${pointer}: ${rule}`);
  const isUnknown = state && authorityContract(authority).stateOf(state.raw) === 'unknown';
  return isUnknown ? [...faults, '/declarationState/state: unknown code'] : faults;
}

type Told = Pick<ReceivedRecord, 'messageId' | 'at'> & { contract: InboundMessage };

/** Tells what a message says of one filing, and lets go what awaited it. */
async function tell(
  key: FilingKey,
  facts: Facts,
  { contract, messageId, at }: Told,
  { ledger, outcomes, telemetry, release, overdueMinutes }: KeepPorts,
): Promise<string | null> {
  const records = await ledger.records(key);
  const filing = mergeFiling(key, records);
  const outcome = outcomeOf(key, contract, facts);
  const minutes = overdueMinutes[key.authority];
  const late = minutes === undefined ? undefined : answeredLate(key, records, messageId, minutes * 60_000);
  if (outcome) {
    await outcomes.publish({
      ...told(filing, key.kind),
      ...(facts.errors && { errors: facts.errors }),
      id: `${contract.message}/${messageId}/${key.reference}`,
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
  return filing.platform;
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

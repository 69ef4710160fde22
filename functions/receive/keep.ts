import { contractOf } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import type { OutcomeKind } from '../../schemas/outcome.ts';
import { mergeFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, ReceivedRecord } from '../ledger/records.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import { told } from '../outcomes/told.ts';
import type { Telemetry } from '../telemetry/log.ts';
import type { Callback } from './callback.ts';

export interface KeepPorts {
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  now: () => Date;
}

/**
 * Stores a callback and tells the platforms, in this order, and returns only when both are durable
 * (H7-R2). A message that came before is told again, since nobody knows whether it was the first time.
 */
export async function keep(callback: Callback, { ledger, outcomes, telemetry, now }: KeepPorts): Promise<void> {
  const { authority, contract, messageId, payload, body, drift } = callback;
  const key = await filingOf(callback, ledger);
  const facts = contract.facts(payload);
  const record: ReceivedRecord = {
    type: 'received',
    message: contract.message,
    at: now().toISOString(),
    messageId,
    body,
    drift: drift.map(({ pointer, rule }) => `${pointer}: ${rule}`),
  };

  const stored = await ledger.receive(key, record, {
    fact: factOf(key, facts),
    ...(facts.customsReference && { customsReference: facts.customsReference }),
  });
  const filing = mergeFiling(key, await ledger.records(key));
  await outcomes.publish({
    ...told(filing),
    ...(facts.errors && { errors: facts.errors }),
    id: `${contract.message}/${messageId}`,
    at: record.at,
    outcome: outcomeOf(key, contract, facts),
    message: contract.message,
    messageId,
  });
  telemetry.event(`callback.${stored}`, {
    authority,
    message: contract.message,
    reference: key.reference,
    platform: filing.platform,
    messageId,
  });
  if (drift.length > 0)
    telemetry.problem('callback.drift', { authority, message: contract.message, faults: record.drift });
}

/** By the operator's reference where the message names it; else by the authority's, under which it stays an orphan if that is not known. */
async function filingOf(
  { authority, contract, reference, customsReference }: Callback,
  ledger: Ledger,
): Promise<FilingKey> {
  if (reference) return { authority, kind: contract.filing, reference };
  const found = customsReference && (await ledger.findByCustomsReference(authority, customsReference));
  return found || { authority, kind: contract.filing, reference: customsReference ?? '' };
}

/** What the message makes of its filing, as lists know it. */
function factOf({ authority }: FilingKey, facts: Facts): string {
  if (facts.errors) return facts.technical ? 'failed' : 'rejected';
  return facts.state ? contractOf(authority).stateOf(facts.state.raw) : 'answered';
}

function outcomeOf({ authority }: FilingKey, contract: InboundMessage, facts: Facts): OutcomeKind {
  if (facts.errors) return facts.technical ? 'error' : contract.announces;
  if (facts.state && contractOf(authority).stateOf(facts.state.raw) === 'released') return 'released';
  return contract.announces;
}

import { keepReceived } from '../ledger/keep-received.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isAboutOthers } from '../ledger/records.ts';
import type { Telemetry } from '../telemetry/log.ts';
import type { Callback } from './callback.ts';
import { filingOf, messageContractOf } from './identify.ts';

export interface KeepPorts {
  ledger: Ledger;
  telemetry: Telemetry;
  now: () => Date;
}

/** Stores a callback under the filing that it answers, and returns only when it is durable (H7-R2). */
export async function keep(callback: Callback, { ledger, telemetry, now }: KeepPorts): Promise<void> {
  const { authority, messageId, path, candidates, authorityReference: pathReference } = callback;
  const key = await filingOf(callback, ledger);
  // The sent messages matter only where the route alone does not say which message it is.
  const asked = candidates.length > 1 || isAboutOthers(key) ? await ledger.records(key) : [];
  const contract = messageContractOf(callback, asked);
  const at = now().toISOString();
  const arrived = { path, at, messageId, ...callback.readAs(contract), ...(pathReference && { pathReference }) };
  const { stored, drift } = await keepReceived(key, contract, arrived, asked, ledger);
  const about = { authority, message: contract.message };
  telemetry.event(`callback.${stored}`, { ...about, reference: key.reference, messageId });
  if (drift.length > 0) telemetry.problem('callback.drift', { ...about, faults: drift });
}

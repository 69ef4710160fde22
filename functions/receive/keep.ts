import { factOf, indexed } from '../ledger/facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newsOf } from '../ledger/news.ts';
import type { ReceivedRecord } from '../ledger/records.ts';
import type { Telemetry } from '../telemetry/log.ts';
import type { Callback } from './callback.ts';
import { driftOf } from './drift.ts';
import { contractOf, filingOf } from './identify.ts';
import { spread } from './spread.ts';

export interface KeepPorts {
  ledger: Ledger;
  telemetry: Telemetry;
  now: () => Date;
}

/**
 * Stores a callback, and returns only when it is durable (H7-R2). Platforms are told by the stream of the
 * ledger's table, which has each message once, when it is stored for the first time.
 */
export async function keep(callback: Callback, { ledger, telemetry, now }: KeepPorts): Promise<void> {
  const { authority, messageId, payload, body, path, candidates, customsReference: pathReference } = callback;
  const key = await filingOf(callback, ledger);
  // Only a message that is not told by its route alone needs to be known by what was asked.
  const asked = candidates.length > 1 || key.kind !== 'declaration' ? await ledger.records(key) : [];
  const contract = contractOf(callback, asked);
  const facts = contract.facts(payload);
  const news = newsOf(key, contract, payload, asked);
  const at = now().toISOString();
  const drift = driftOf(callback, contract, [facts, ...news.map(([, said]) => said)], at);
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

  await spread(key, record, news, ledger);
  const given = contract.givesReference && { ...indexed(key, pathReference), ...indexed(key, facts.customsReference) };
  const stored = await ledger.receive(key, record, { fact: factOf(key, facts), ...given });
  const about = { authority, message: contract.message };
  telemetry.event(`callback.${stored}`, { ...about, reference: key.reference, messageId });
  if (drift.length > 0) telemetry.problem('callback.drift', { ...about, faults: drift });
}

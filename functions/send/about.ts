import type { OutboundMessage } from '../../schemas/contract.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { Readiness } from '../authorities/authority.ts';
import { mergeFiling } from '../ledger/filing.ts';
import type { FilingKey, SentRecord } from '../ledger/records.ts';
import type { SendPorts } from './ports.ts';

/** The declarations that a message is about, by their keys. */
function aboutKeys(contract: OutboundMessage, payload: unknown, { authority }: SendPorts): FilingKey[] {
  const references = contract.about?.(payload) ?? [];
  return references.map((reference) => ({ authority: authority.name, kind: 'declaration', reference }));
}

/** Whether a message may go as the declarations stand that it is about. */
export async function readinessOf(
  contract: OutboundMessage,
  payload: Record<string, unknown>,
  ports: SendPorts,
): Promise<Readiness> {
  const { authority, ledger } = ports;
  const filings = await Promise.all(
    aboutKeys(contract, payload, ports).map(
      async (key): Promise<Filing> => mergeFiling(key, await ledger.records(key)),
    ),
  );
  return authority.ready(contract.message, payload, filings);
}

/** Notes with each declaration that a message about it is sent in another filing: its history shows it. */
export async function noteAsked(
  contract: OutboundMessage,
  key: FilingKey,
  record: SentRecord,
  ports: SendPorts,
): Promise<void> {
  if (contract.filing === 'declaration') return;
  const { message, messageId, attempt, at } = record;
  const via = { kind: key.kind, reference: key.reference };
  const keys = aboutKeys(contract, JSON.parse(record.body), ports);
  await Promise.all(
    keys.map((declaration) => ports.ledger.ask(declaration, { type: 'asked', message, at, messageId, attempt, via })),
  );
}

import type { InboundMessage } from '../../schemas/contract.ts';
import { latestSent } from './attempts.ts';
import { driftOf } from './drift.ts';
import { factOf, indexed } from './facts.ts';
import type { Ledger } from './ledger.ts';
import { newsOf } from './news.ts';
import { receivedFacts } from './received-facts.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord } from './records.ts';
import { spread } from './spread.ts';

/** A message of the authority as it came, whichever way, with what is in it. */
export type AuthorityMessage = Omit<ReceivedRecord, 'type' | 'message' | 'drift'> & { payload: unknown };

/**
 * Stores a message of the authority under its filing; durable once it returns (H7-R2). The stream of
 * the ledger's table, which has each message once, notifies the platforms.
 * @param known the filing's records, where the message is to be read by what was asked for
 * @returns where it departs from the contract, too: it is kept all the same
 */
export async function keepReceived(
  key: FilingKey,
  contract: InboundMessage,
  { payload, ...arrived }: AuthorityMessage,
  known: readonly LedgerRecord[],
  ledger: Ledger,
): Promise<{ stored: 'stored' | 'repeated'; drift: string[] }> {
  const facts = receivedFacts(key.authority, contract, arrived, payload);
  const news = newsOf(key, contract, payload, known);
  const said = [facts, ...news.map(([, one]) => one)];
  const drift = driftOf({ authority: key.authority, body: arrived.body }, contract, said, arrived.at);
  const record: ReceivedRecord = { type: 'received', message: contract.message, ...arrived, drift };
  await spread(key, record, news, latestSent(known)?.platform, ledger);
  const given = contract.givesReference && {
    ...indexed(key, record.pathReference),
    ...indexed(key, facts.authorityReference),
  };
  const stored = await ledger.receive(key, record, { fact: factOf(key, facts), ...given });
  return { stored, drift };
}

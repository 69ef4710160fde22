import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { OutcomeKind } from '../../schemas/outcome-kinds.ts';
import { aboutSend } from '../ledger/about-send.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { answeredLate } from '../ledger/overdue.ts';
import { type FilingKey, isAboutOthers, type ReceivedRecord } from '../ledger/records.ts';
import type { Telling } from '../ledger/tellings.ts';
import type { Release } from '../outbox/outbox.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import type { Telemetry } from '../telemetry/log.ts';
import { parkedSends } from './parked-sends.ts';

/** The stores and clients that notifying uses. */
export interface NotifyPorts {
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  release: Release;
  /** The minutes after which an answer is overdue, by authority. */
  overdueMinutes: Readonly<Partial<Record<AuthorityName, number>>>;
}

/** The message to notify of, with the digest of its body; a refusal may bring no news. */
export type Notice = Pick<ReceivedRecord, 'messageId' | 'at' | 'isRefusal'> & {
  contract: InboundMessage;
  digest: string;
  isNews: boolean;
  /** The message of ours that its errors are about, where that is known. */
  rejectedMessage?: string | undefined;
};

/**
 * Publishes the outcome of a message for one filing, and releases the sends that waited for it.
 * @returns what its platform was told
 */
export async function notify(
  read: ReadFiling,
  facts: Facts,
  { contract, messageId, at, digest, isNews, isRefusal, rejectedMessage }: Notice,
  { outcomes, telemetry, release, overdueMinutes }: NotifyPorts,
): Promise<Telling> {
  const { key, records, filing } = read;
  const outcome = isNews ? (isRefusal ? 'refused' : outcomeOf(key, contract, facts, filing)) : undefined;
  const minutes = overdueMinutes[key.authority];
  const late = minutes === undefined ? undefined : answeredLate(read, messageId, minutes * 60_000);
  if (outcome) {
    await outcomes.publish({
      ...publishedFiling(facts.errors ? { ...filing, errors: facts.errors, rejectedMessage } : filing),
      // The body's digest is part of the id: another body under the same messageId is another fact.
      id: `${contract.message}/${messageId}/${key.kind}/${key.reference}/${digest.slice(0, 8)}`,
      at,
      outcome,
      message: contract.message,
      messageId,
      ...(late && { overdueSince: late.since }),
    });
  }
  if (late) telemetry.event('message.answered-late', aboutSend(key, late.sent));
  // An error releases them, too: those that waited for a rejected declaration are then refused.
  if (!facts.technical && !isAboutOthers(key)) await Promise.all(parkedSends(key, records).map(release));
  return { key, message: { messageId, at }, end: outcome ?? 'nothing' };
}

/** The outcome for platforms, if any: the refusal of a request is no news about the filing that it is about. */
function outcomeOf(key: FilingKey, contract: InboundMessage, facts: Facts, filing: Filing): OutcomeKind | undefined {
  if (facts.errors) return facts.technical ? 'error' : 'rejected';
  if (!isAboutOthers(key) && facts.decision)
    return facts.decision === 'refused' ? undefined : (contract.announcesAbout ?? contract.announces);
  const { stateOf, stateOutcomes } = contractOf(key.authority);
  const state = facts.state && stateOf(facts.state.raw);
  // A state that arrives late, after the one that followed it, is the filing's no more.
  const own = state !== undefined && state === filing.state ? stateOutcomes?.[state] : undefined;
  return own ?? contract.announces;
}

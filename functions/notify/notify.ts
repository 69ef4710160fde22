import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { OutcomeKind } from '../../schemas/outcome-kinds.ts';
import type { ReadFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { answeredLate } from '../ledger/overdue.ts';
import { type FilingKey, isAboutOthers, type ReceivedRecord } from '../ledger/records.ts';
import type { Release } from '../outbox/outbox.ts';
import type { Outcomes } from '../outcomes/outcomes.ts';
import { publishedFiling } from '../outcomes/published-filing.ts';
import type { Telemetry } from '../telemetry/log.ts';
import { awaitingSends } from './awaiting.ts';

/** What telling touches. */
export interface NotifyPorts {
  ledger: Ledger;
  outcomes: Outcomes;
  telemetry: Telemetry;
  release: Release;
  /** After how many minutes an answer is overdue in each authority's lane. */
  overdueMinutes: Readonly<Partial<Record<AuthorityName, number>>>;
}

/** The message that is told, with the digest of its body, and whether it says anything that platforms do not know. */
export type Notice = Pick<ReceivedRecord, 'messageId' | 'at' | 'isRefusal'> & {
  contract: InboundMessage;
  digest: string;
  isNews: boolean;
  /** Which message of ours its errors are about, where that is known. */
  rejectedMessage?: string | undefined;
};

/** Notifies of what a message says of one filing, and lets go what was parked for it. */
export async function notify(
  read: ReadFiling,
  facts: Facts,
  { contract, messageId, at, digest, isNews, isRefusal, rejectedMessage }: Notice,
  { outcomes, telemetry, release, overdueMinutes }: NotifyPorts,
): Promise<void> {
  const { key, records, filing } = read;
  const outcome = isNews ? (isRefusal ? 'refused' : outcomeOf(key, contract, facts, filing)) : undefined;
  const minutes = overdueMinutes[key.authority];
  const late = minutes === undefined ? undefined : answeredLate(read, messageId, minutes * 60_000);
  if (outcome) {
    await outcomes.publish({
      ...publishedFiling(filing),
      ...(facts.errors && { errors: facts.errors, ...(rejectedMessage && { rejectedMessage }) }),
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
  if (!facts.technical && !isAboutOthers(key)) await Promise.all(awaitingSends(key, records).map(release));
}

/** What platforms are told, if anything: a request that was refused is no news of what it is about. */
function outcomeOf(key: FilingKey, contract: InboundMessage, facts: Facts, filing: Filing): OutcomeKind | undefined {
  if (facts.errors) return facts.technical ? 'error' : 'rejected';
  const state = facts.state && contractOf(key.authority).stateOf(facts.state.raw);
  if (!isAboutOthers(key) && facts.decision) {
    if (facts.decision === 'refused') return undefined;
    return state === 'invalidated' ? 'state-changed' : 'amended';
  }
  // A release that came late, after the state that followed it, lets no goods go.
  return state === 'released' && filing.state === 'released' ? 'released' : contract.announces;
}

import type { ReadFiling } from '../../functions/ledger/filing.ts';
import { contractOf, outboundMessages } from '../../schemas/catalogue.ts';
import type { OutboundMessage } from '../../schemas/contract.ts';
import { instantOf } from '../../schemas/instant.ts';
import { deskAuthorities } from '../authorities/registry.ts';

/** A message that may follow about a filing, as it stands now. */
export interface AllowedMessage {
  contract: OutboundMessage;
  /** The platform that it is submitted for: the filing's own. */
  platform: string;
  /** The message as far as the filing gives it, JSON. */
  draft: string;
  /** The time by which it has to go, ISO 8601 in UTC, where the state ends by itself. */
  until?: string;
}

/** All that a person may do next about a filing that was answered. */
export interface AllowedNext {
  messages: AllowedMessage[];
  /** True if its authority can be asked how it stands. */
  canAsk: boolean;
}

const DAY_MS = 86_400_000;

/** The messages that may follow a filing in its state, each with its time limit; the sender judges them once more. */
export function allowedNext({ key, filing, latest }: ReadFiling): AllowedNext {
  const { authority } = key;
  const { state, platform, declaration } = filing;
  const until = limitOf(key, filing);
  const messages = outboundMessages(authority).flatMap((contract): AllowedMessage[] => {
    const { followsOn, by } = contract;
    if (!followsOn || by || state === null || platform === null || !followsOn.states.includes(state)) return [];
    // One that goes on with this very filing is under way, or was answered.
    if (contract.filing === key.kind && isUnderWay(filing.status, latest(contract.message) !== undefined)) return [];
    const draft = JSON.stringify(followsOn.draft({ reference: key.reference, declaration }));
    return [{ contract, platform, draft, ...(until !== undefined && { until }) }];
  });
  const { canAsk = () => false } = deskAuthorities[authority];
  return { messages, canAsk: !filing.orphan && canAsk(filing) };
}

const isUnderWay = (status: ReadFiling['filing']['status'], wasSent: boolean) =>
  wasSent && (status === 'sent' || status === 'waiting' || status === 'unclear' || status === 'stuck');

/** The end of the state: its deadline, or the day on which the authority ends it by itself. */
function limitOf({ authority }: ReadFiling['key'], filing: ReadFiling['filing']): string | undefined {
  if (filing.deadline !== undefined) return filing.deadline;
  const { expiry } = contractOf(authority);
  const since = expiry?.state === filing.state ? instantOf(filing.stateDateTime ?? '') : undefined;
  return expiry && since !== undefined ? new Date(since + expiry.days * DAY_MS).toISOString() : undefined;
}

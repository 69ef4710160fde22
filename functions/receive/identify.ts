import { contractOf, messageOf } from '../../schemas/catalogue.ts';
import type { InboundMessage } from '../../schemas/contract.ts';
import { latestSent } from '../ledger/attempts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';
import type { Callback } from './callback.ts';
import { lookupOf } from './lookup.ts';

/**
 * The filing that a callback answers: by the operator's reference where the message names it; else
 * by the authority's, under which it stays an orphan where that is not known.
 */
export async function filingOf(callback: Callback, ledger: Ledger): Promise<FilingKey> {
  const { authority, kind, reference, authorityReference, messageId } = callback;
  if (reference) return { authority, kind, reference };
  const found = authorityReference
    ? await ledger.findByAuthorityReference(authority, kind, authorityReference)
    : await enquiryOf(callback, ledger);
  return found ?? { authority, kind, reference: authorityReference ?? messageId };
}

/**
 * [H7-X45d] Which message it is, where several share a route: the one that answers what was asked.
 * Only where that is not known, the one that it looks like.
 */
export function messageContractOf(callback: Callback, records: readonly LedgerRecord[]): InboundMessage {
  const { authority, candidates, payload } = callback;
  const asked = latestSent(records);
  const entry = asked && messageOf(authority, asked.message);
  const answers = entry?.direction === 'outbound' ? entry.answeredBy : [];
  const answering = candidates.length > 1 ? candidates.find(({ message }) => answers.includes(message)) : undefined;
  const meant = answering ?? candidates.find(({ looksLike }) => looksLike?.(payload)) ?? candidates[0];
  if (!meant) throw new TypeError(`Nothing arrives on ${callback.path}`);
  return meant;
}

async function enquiryOf({ authority, payload, messageId }: Callback, ledger: Ledger): Promise<FilingKey | undefined> {
  const found = await contractOf(authority).enquiryOf?.(payload, messageId, lookupOf(authority, ledger));
  return found && { authority, kind: found.kind, reference: found.reference };
}

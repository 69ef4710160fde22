import { contractOf, kindOf, outboundMessages } from '../../schemas/catalogue.ts';
import type { FilingKind, InboundMessage } from '../../schemas/contract.ts';
import { latestSent, outbound } from '../ledger/attempts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';
import { type Callback, namesNothing } from './callback.ts';
import { lookupOf } from './lookup.ts';

/**
 * The filing that a callback answers: by the operator's reference where the message names it, else by the authority's;
 * where that is unknown, the message is kept under it as an orphan. A message that names neither is about an enquiry,
 * also where it is an error on a route of others.
 * @throws {ContractError} 400 where it is an error and no enquiry waits
 */
export async function filingOf(callback: Callback, ledger: Ledger): Promise<FilingKey> {
  const { authority, kind, reference, authorityReference, messageId } = callback;
  if (reference) return { authority, kind, reference };
  const found = authorityReference
    ? await ledger.findByAuthorityReference(authority, kind, authorityReference)
    : await enquiryOf(callback, ledger);
  if (!found && !authorityReference && !kindOf(authority, kind).isEnquiry) throw namesNothing(callback.arrivals);
  return found ?? { authority, kind, reference: authorityReference ?? messageId };
}

/**
 * [H7-X45d] The contract of a callback. Where several messages share a route, it is the one that answers the message
 * sent; only where that is unknown, the one that it looks like.
 */
export function messageContractOf(callback: Callback, records: readonly LedgerRecord[]): InboundMessage {
  const { candidates, readAs } = callback;
  const asked = latestSent(records);
  const answers = (asked && outbound(callback, asked.message)?.answeredBy) ?? [];
  const answering = candidates.length > 1 ? candidates.find(({ message }) => answers.includes(message)) : undefined;
  const meant = answering ?? candidates.find((one) => one.looksLike?.(readAs(one).payload)) ?? candidates[0];
  if (!meant) throw new TypeError(`Nothing arrives on ${callback.path}`);
  return meant;
}

async function enquiryOf(callback: Callback, ledger: Ledger): Promise<FilingKey | undefined> {
  const { authority, payload, messageId } = callback;
  if (!mayBeOfEnquiries(callback)) return undefined;
  const found = await contractOf(authority).enquiryOf?.(payload, messageId, lookupOf(authority, ledger));
  return found && { authority, kind: found.kind, reference: found.reference };
}

/** True if an enquiry is answered on this route, or its errors come on it. */
function mayBeOfEnquiries({ authority, kind, path }: Callback): boolean {
  const isEnquiry = (one: FilingKind) => kindOf(authority, one).isEnquiry === true;
  return isEnquiry(kind) || outboundMessages(authority).some((one) => isEnquiry(one.filing) && one.errorsAt === path);
}

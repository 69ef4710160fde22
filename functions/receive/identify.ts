import { type AuthorityName, messageOf } from '../../schemas/catalogue.ts';
import type { InboundMessage } from '../../schemas/contract.ts';
import { latestSent } from '../ledger/attempts.ts';
import { mergeFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';
import type { Callback } from './callback.ts';

/**
 * The filing that a callback answers: by the operator's reference where the message names it; else
 * by the authority's, under which it stays an orphan where that is not known.
 */
export async function filingOf(callback: Callback, ledger: Ledger): Promise<FilingKey> {
  const { authority, kind, reference, customsReference, messageId } = callback;
  if (reference) return { authority, kind, reference };
  const found = customsReference
    ? await ledger.findByCustomsReference(authority, kind, customsReference)
    : await consultationOf(callback, ledger);
  return found ?? { authority, kind, reference: customsReference ?? messageId };
}

/**
 * [H7-X45d] Which message it is, where several share a route: the one that answers what was asked.
 * Only where that is not known, the one that it looks like.
 */
export function contractOf(callback: Callback, records: readonly LedgerRecord[]): InboundMessage {
  const { authority, candidates, payload } = callback;
  const asked = latestSent(records);
  const entry = asked && messageOf(authority, asked.message);
  const answers = entry?.direction === 'outbound' ? entry.answeredBy : [];
  const answering = candidates.length > 1 ? candidates.find(({ message }) => answers.includes(message)) : undefined;
  const meant = answering ?? candidates.find(({ looksLike }) => looksLike?.(payload)) ?? candidates[0];
  if (!meant) throw new TypeError(`Nothing arrives on ${callback.path}`);
  return meant;
}

/** A consultation, by a declaration in its answer; one that found none, as the oldest that is not answered. */
async function consultationOf(
  { authority, candidates, payload }: Callback,
  ledger: Ledger,
): Promise<FilingKey | undefined> {
  for (const reference of Object.keys(candidates[0]?.factsAbout?.(payload) ?? {})) {
    const records = await ledger.records({ authority, kind: 'declaration', reference });
    const asked = records.findLast((record) => record.type === 'asked' && record.via.kind === 'consultation');
    if (asked?.type === 'asked') return { authority, ...asked.via };
  }
  return oldestUnanswered(authority, ledger);
}

const DAY_MS = 86_400_000;

async function oldestUnanswered(authority: AuthorityName, ledger: Ledger): Promise<FilingKey | undefined> {
  const now = Date.now();
  for (const at of [now - DAY_MS, now]) {
    const day = new Date(at).toISOString().slice(0, 10);
    const keys: FilingKey[] = [];
    for await (const key of ledger.recent(authority, 'consulting', day, day)) keys.unshift(key);
    for (const key of keys) {
      if (mergeFiling(key, await ledger.records(key)).status === 'sent') return key;
    }
  }
  return undefined;
}

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

/**
 * A consultation, by a declaration in its answer: the one that this very message answered before,
 * or the oldest that asked for it and was not answered. An answer that found none is taken for the
 * oldest consultation that waits for one.
 */
async function consultationOf(
  { authority, candidates, payload, messageId }: Callback,
  ledger: Ledger,
): Promise<FilingKey | undefined> {
  for (const reference of Object.keys(candidates[0]?.factsAbout?.(payload) ?? {})) {
    const records = await ledger.records({ authority, kind: 'declaration', reference });
    const stated = records.filter((record) => record.type === 'stated');
    const before = stated.find((record) => record.messageId === messageId);
    if (before) return { authority, ...before.via };
    const answered = new Set(stated.map(({ via }) => via.reference));
    const asked = records
      .filter((record) => record.type === 'asked')
      .find(({ via }) => via.kind === 'consultation' && !answered.has(via.reference));
    if (asked) return { authority, ...asked.via };
  }
  return waitingConsultation(authority, messageId, ledger);
}

const DAY_MS = 86_400_000;

interface Consultation {
  key: FilingKey;
  records: LedgerRecord[];
}

async function waitingConsultation(
  authority: AuthorityName,
  messageId: string,
  ledger: Ledger,
): Promise<FilingKey | undefined> {
  const consultations: Consultation[] = [];
  for (const at of [Date.now(), Date.now() - DAY_MS]) {
    const day = new Date(at).toISOString().slice(0, 10);
    for await (const key of ledger.recent(authority, 'consulting', day, day)) {
      consultations.unshift({ key, records: await ledger.records(key) });
    }
  }
  const answersOf = ({ records }: Consultation) => records.filter((record) => record.type === 'received');
  const before = consultations.find((one) => answersOf(one).some((record) => record.messageId === messageId));
  if (before) return before.key;
  const waiting = consultations.filter((one) => answersOf(one).length === 0);
  for (const one of waiting) if (await asksForUnknown(one, ledger)) return one.key;
  return waiting[0]?.key;
}

/** Whether customs never gave a reference to any declaration that was asked for: only then can it have found none. */
async function asksForUnknown({ key, records }: Consultation, ledger: Ledger): Promise<boolean> {
  const sent = latestSent(records);
  const entry = sent && messageOf(key.authority, sent.message);
  const references = entry?.direction === 'outbound' ? (entry.about?.(JSON.parse(sent?.body ?? '{}')) ?? []) : [];
  const filings = await Promise.all(
    references.map(async (reference) => {
      const declaration: FilingKey = { authority: key.authority, kind: 'declaration', reference };
      return mergeFiling(declaration, await ledger.records(declaration));
    }),
  );
  return filings.every(({ customsDeclarationReference }) => customsDeclarationReference === null);
}

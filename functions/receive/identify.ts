import { type AuthorityName, messageOf } from '../../schemas/catalogue.ts';
import type { InboundMessage } from '../../schemas/contract.ts';
import { lastTry, latestSent } from '../ledger/attempts.ts';
import { fateAmong, mergeFiling } from '../ledger/filing.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';
import type { Callback } from './callback.ts';

/**
 * The filing that a callback answers: by the operator's reference where the message names it; else
 * by the authority's, under which it stays an orphan where that is not known.
 */
export async function filingOf(callback: Callback, ledger: Ledger): Promise<FilingKey> {
  const { authority, kind, reference, authorityReference, messageId } = callback;
  if (reference) return { authority, kind, reference };
  const found = authorityReference
    ? await ledger.findByAuthorityReference(authority, kind, authorityReference)
    : await consultationOf(callback, ledger);
  return found ?? { authority, kind, reference: authorityReference ?? messageId };
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
 * or the oldest that asked for it and was not answered. A message that names none is taken for the
 * oldest consultation that waits for an answer.
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
  const isFrom = (record: LedgerRecord) => record.type === 'received' && record.messageId === messageId;
  const before = consultations.find(({ records }) => records.some(isFrom));
  if (before) return before.key;
  const waiting = consultations.filter(isWaiting);
  for (const one of waiting) if (await asksForUnknown(one, ledger)) return one.key;
  return waiting[0]?.key;
}

/** Whether the authority did not answer it yet: that it failed on it is no answer. */
function isWaiting({ key, records }: Consultation): boolean {
  const sent = latestSent(records);
  return sent !== undefined && !['answered', 'rejected', 'refused'].includes(fateAmong(sent, key, records));
}

/**
 * Whether customs had given no reference to any declaration when it was asked for them: only then can it have found
 * none. A declaration that it took afterwards was unknown to it then.
 */
async function asksForUnknown({ key, records }: Consultation, ledger: Ledger): Promise<boolean> {
  const sent = latestSent(records);
  const entry = sent && messageOf(key.authority, sent.message);
  const isBefore = ({ at }: LedgerRecord) => sent === undefined || at < lastTry(sent);
  const references = entry?.direction === 'outbound' ? (entry.about?.(JSON.parse(sent?.body ?? '{}')) ?? []) : [];
  const filings = await Promise.all(
    references.map(async (reference) => {
      const declaration: FilingKey = { authority: key.authority, kind: 'declaration', reference };
      return mergeFiling(declaration, (await ledger.records(declaration)).filter(isBefore));
    }),
  );
  return filings.every(({ authorityReference }) => authorityReference === null);
}

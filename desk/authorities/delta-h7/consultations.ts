import { pMapIterable } from 'p-map';
import type { Books } from '../../../functions/books/books.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { consultH7, LRNS_A_CONSULTATION } from '../../../schemas/delta-h7/consult-h7.ts';
import { newMessageId } from '../../../schemas/delta-h7/fields.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { everywhereTaken } from '../../../schemas/message-text.ts';
import type { Submission } from '../../../schemas/submission.ts';
import type { Span } from '../../filter/span.ts';
import type { OutboxSubmission } from '../../submit/outbox-submission.ts';
import { agreementIn, inDoubt } from './askable.ts';
import type { ResyncStatus } from './resync-status.ts';

/** The authority that a consultation asks. */
export const AUTHORITY = 'delta-h7';
const PLATFORM = 'desk';
const AT_ONCE = 16;

/** A declaration to ask about. */
export interface Subject {
  lrn: string;
  /** `null` where none is known. */
  agreement: string | null;
}

/** A consultation as it is put on the outbox. */
export interface Consultation {
  messageId: string;
  agreement: string;
  lrns: string[];
  submission: OutboxSubmission;
}

/** A period, with the status that its declarations have now. */
export interface Period extends Span {
  status?: ResyncStatus | undefined;
}

/** The key of a declaration's filing. */
export const keyOfDeclaration = (lrn: string): FilingKey => ({
  authority: AUTHORITY,
  kind: 'declaration',
  reference: lrn,
});

/** The declarations of these LRNs, and the LRNs under which nothing is known here. */
export async function subjectsNamed(
  ledger: Ledger,
  lrns: readonly string[],
  onProgress: (count: number) => void = () => {},
): Promise<{ subjects: Subject[]; unknown: string[] }> {
  const subjects: Subject[] = [];
  const unknown: string[] = [];
  const distinct = [...new Set(lrns)];
  for await (const { key, filing } of read(ledger, distinct.map(keyOfDeclaration), onProgress)) {
    if (filing) subjects.push(subjectOf(filing));
    else unknown.push(key.reference);
  }
  return { subjects, unknown };
}

/** The declarations that were sent, or wait, in a period and are in doubt, or of a status now. */
export async function subjectsOf(
  ledger: Ledger,
  books: Pick<Books, 'all'>,
  period: Period,
  onProgress: (count: number) => void = () => {},
): Promise<Subject[]> {
  const subjects: Subject[] = [];
  const keys = await collect(candidates(books, period));
  for await (const { filing } of read(ledger, keys, onProgress)) {
    if (filing && matches(filing, period)) subjects.push(subjectOf(filing));
  }
  return subjects;
}

function matches(filing: Filing, { since, until, status }: Period): boolean {
  const sends = filing.history.filter(({ direction }) => direction === 'sent');
  if (!sends.some(({ at }) => at >= since.toISOString() && at <= until.toISOString())) return false;
  if (status === undefined) return inDoubt.includes(filing.status);
  return status === 'overdue' ? filing.overdueSince !== undefined : filing.status === status;
}

/** Each declaration that something happened to since the period began, and that was there before it ended. */
async function* candidates(books: Pick<Books, 'all'>, { since, until }: Period): AsyncGenerator<FilingKey> {
  const filter = { authorities: [AUTHORITY], since: since.toISOString() } as const;
  for await (const { authority, kind, reference, filedAt } of books.all(filter))
    if (kind === 'declaration' && filedAt <= until.toISOString()) yield { authority, kind, reference };
}

/** Reads filings, several at a time, in their order. */
async function* read(
  ledger: Ledger,
  keys: readonly FilingKey[],
  onProgress: (count: number) => void,
): AsyncGenerator<{ key: FilingKey; filing: Filing | undefined }> {
  let count = 0;
  const recordsOf = async (key: FilingKey) => [key, await ledger.records(key)] as const;
  for await (const [key, records] of pMapIterable(keys, recordsOf, { concurrency: AT_ONCE })) {
    count += 1;
    onProgress(count);
    yield { key, filing: records.length > 0 ? readFiling(key, records).filing : undefined };
  }
}

const subjectOf = (filing: Filing): Subject => ({ lrn: filing.reference, agreement: agreementIn(filing) });

/** Consultations about declarations, by their agreements, each of as many as one may ask for. */
export function consultationsOf(
  subjects: readonly { lrn: string; agreement: string }[],
  reason: string,
  now: Date,
  uuid: () => string,
): Consultation[] {
  const byAgreement = new Map<string, string[]>();
  for (const { lrn, agreement } of subjects) {
    const own = byAgreement.get(agreement) ?? [];
    own.push(lrn);
    byAgreement.set(agreement, own);
  }
  return [...byAgreement].flatMap(([agreement, lrns]) =>
    slices(lrns, LRNS_A_CONSULTATION).map((some) => consultation(agreement, some, reason, now, uuid())),
  );
}

/** [H7-T5] Its own id is what it is filed under. */
function consultation(agreement: string, lrns: string[], reason: string, now: Date, uuid: string): Consultation {
  const messageId = newMessageId(now, uuid);
  const envelope: Submission = {
    authority: AUTHORITY,
    message: consultH7.message,
    platform: PLATFORM,
    reason,
    payload: {
      header: { messageId },
      clearanceAgreement: { clearanceAgreementNumber: agreement },
      declarations: lrns.map((lrn) => ({ lrn })),
    },
  };
  const submission: OutboxSubmission = {
    source: `under ${agreement}`,
    authority: AUTHORITY,
    message: consultH7.message,
    platform: PLATFORM,
    reference: messageId,
    body: everywhereTaken(JSON.stringify(envelope)),
  };
  return { messageId, agreement, lrns, submission };
}

function slices<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of from) all.push(one);
  return all;
}

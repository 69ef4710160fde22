import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Ledger } from './ledger.ts';
import type { FilingKey, Held, SentRecord } from './records.ts';

/** A message whose calls fail although others pass: it backs off by itself, until somebody withdraws it. */
export interface FailingAlone {
  key: FilingKey;
  sent: SentRecord;
  held: Held;
}

/** After every instant, as text. */
const EVER = '9';

/** The messages of a lane that fail alone, those that are tried next first. */
export async function failingAlone(
  ledger: Pick<Ledger, 'due' | 'sent'>,
  authority: AuthorityName,
  most: number,
): Promise<FailingAlone[]> {
  const found: FailingAlone[] = [];
  for await (const waiting of ledger.due(authority, EVER, 'alone')) {
    if (found.length >= most) break;
    const sent = await ledger.sent(waiting.key, waiting.sent);
    if (sent?.settlement?.verdict === 'held') found.push({ key: waiting.key, sent, held: sent.settlement });
  }
  return found;
}

/** Why its latest call failed: `http-500`, or in words where there was no answer. */
export function causeOf({ httpStatus, error }: Held): string {
  return httpStatus === null ? (error.errorDescription ?? 'no answer') : `http-${httpStatus}`;
}

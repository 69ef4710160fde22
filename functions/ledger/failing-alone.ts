import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Ledger } from './ledger.ts';
import type { FilingKey, Parked, SentRecord } from './records.ts';

/** A message whose calls fail although others pass: it backs off by itself, until somebody withdraws it. */
export interface FailingAlone {
  key: FilingKey;
  sent: SentRecord;
  parked: Parked;
}

/** A bound after every instant, as text. */
const EVER = '9';

/** The messages of a lane that fail alone, those that are tried next first. */
export async function failingAlone(
  ledger: Pick<Ledger, 'due' | 'sent'>,
  authority: AuthorityName,
  most: number,
): Promise<FailingAlone[]> {
  const found: FailingAlone[] = [];
  for await (const parked of ledger.due(authority, EVER, 'alone')) {
    if (found.length >= most) break;
    const sent = await ledger.sent(parked.key, parked.sent);
    if (sent?.settlement?.verdict === 'parked') found.push({ key: parked.key, sent, parked: sent.settlement });
  }
  return found;
}

/** The cause of its latest failed call: `http-500`, or in words where there was no answer. */
export function causeOf({ httpStatus, error }: Parked): string {
  return httpStatus === null ? (error.errorDescription ?? 'no answer') : `http-${httpStatus}`;
}

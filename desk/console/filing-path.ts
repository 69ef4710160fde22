import type { FilingKey } from '../../functions/ledger/records.ts';

/** The path of the page of a filing, or of one below it. */
export function filingPath({ authority, kind, reference }: FilingKey, below = ''): string {
  const parts = [authority, kind, reference].map(encodeURIComponent);
  return `/filings/${parts.join('/')}${below}`;
}

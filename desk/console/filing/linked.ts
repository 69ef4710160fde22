import type { ReadFiling } from '../../../functions/ledger/filing.ts';
import { type FilingKey, keyAbout } from '../../../functions/ledger/records.ts';

/** Filings that belong together with one: what it is about, and what is about it. */
export interface LinkedFilings {
  of: readonly FilingKey[];
  about: readonly FilingKey[];
}

/** The filings that a filing's own messages and answers name. */
export function linkedFilings({ key, filing, records }: ReadFiling): LinkedFilings {
  const { authority } = key;
  const via = records.flatMap((record) => (record.type === 'asked' || record.type === 'stated' ? [record.via] : []));
  const about = via.map(({ kind, reference }): FilingKey => ({ authority, kind, reference }));
  const of = (filing.request?.declarations ?? []).map((reference) => keyAbout(key, reference));
  return { of: once(of), about: once(about) };
}

function once(keys: readonly FilingKey[]): FilingKey[] {
  const isSame = (a: FilingKey, b: FilingKey) => a.kind === b.kind && a.reference === b.reference;
  return keys.filter((key, index) => keys.findIndex((other) => isSame(other, key)) === index);
}

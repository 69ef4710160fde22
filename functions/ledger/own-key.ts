import { digestOf } from './digest.ts';
import type { Ledger } from './ledger.ts';
import { ownerOf } from './owner.ts';
import type { FilingKey } from './records.ts';

/** The longest reference of a filing. */
const LONGEST = 100;

/** The key of a platform's own filing: `REFERENCE/PLATFORM` where another one has the filing of that reference. */
export async function ownKey(key: FilingKey, platform: string, ledger: Pick<Ledger, 'records'>): Promise<FilingKey> {
  const owner = ownerOf(key, await ledger.records(key));
  if (owner === undefined || owner === platform) return key;
  const apart = `${key.reference}/${platform}`;
  const short = digestOf(apart).slice(0, 8);
  return { ...key, reference: apart.length <= LONGEST ? apart : `${key.reference.slice(0, LONGEST - 9)}/${short}` };
}

import { pMapIterable } from 'p-map';
import { type ReadFiling, readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';

/** The most filings that are read at the same time. */
const AT_ONCE = 16;

/** The filings of these keys with all their messages, in the same order; one without any record is left out. */
export async function* fullFilings(
  ledger: Pick<Ledger, 'records'>,
  keys: AsyncIterable<FilingKey> | Iterable<FilingKey>,
): AsyncGenerator<ReadFiling> {
  const read = async ({ authority, kind, reference }: FilingKey) => {
    const key = { authority, kind, reference };
    const records = await ledger.records(key);
    return records.length > 0 ? readFiling(key, records) : undefined;
  };
  for await (const filing of pMapIterable(keys, read, { concurrency: AT_ONCE })) if (filing) yield filing;
}

import { type ReadFiling, readFiling } from '../../../functions/ledger/filing.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { newsOf } from '../../../functions/ledger/news.ts';
import { type FilingKey, keyAbout } from '../../../functions/ledger/records.ts';
import { type AuthorityName, messageOf } from '../../../schemas/catalogue.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { parseMessage } from '../../../schemas/message-text.ts';

/** A filing that belongs together with another one. */
export interface LinkedFiling {
  key: FilingKey;
  /** As it stands; absent where nothing is known of it, and beyond the first. */
  filing?: Filing & { authority: AuthorityName };
}

/** The most linked filings of which it is shown how they stand: an enquiry may be about a hundred. */
const MOST_READ = 20;

/** The filings that a filing's own messages and answers name, and those whose messages and answers name it. */
export async function linkedFilings(read: ReadFiling, ledger: Ledger): Promise<LinkedFiling[]> {
  const { key, filing, records } = read;
  const of = (filing.request?.declarations ?? []).map((reference) => keyAbout(key, reference));
  const about = records.flatMap((record): FilingKey[] =>
    record.type === 'asked' || record.type === 'stated' ? [{ authority: key.authority, ...record.via }] : [],
  );
  const linked = once([...of, ...spokenOf(read), ...about]);
  return Promise.all(linked.map((one, n) => (n < MOST_READ ? standing(one, ledger) : { key: one })));
}

/** The filings of which the answers to this one say how they stand. */
function spokenOf({ key, records }: ReadFiling): FilingKey[] {
  return records.flatMap((record) => {
    const contract = record.type === 'received' ? messageOf(key.authority, record.message) : undefined;
    if (record.type !== 'received' || contract?.direction !== 'inbound' || !contract.factsAbout) return [];
    return newsOf(key, contract, parseMessage(record.body), records).map(([one]) => one);
  });
}

async function standing(key: FilingKey, ledger: Ledger): Promise<LinkedFiling> {
  const records = await ledger.records(key);
  if (records.length === 0) return { key };
  return { key, filing: { ...readFiling(key, records).filing, authority: key.authority } };
}

function once(keys: readonly FilingKey[]): FilingKey[] {
  const isSame = (a: FilingKey, b: FilingKey) => a.kind === b.kind && a.reference === b.reference;
  return keys.filter((key, index) => keys.findIndex((other) => isSame(other, key)) === index);
}

import type { BooksFilter } from '../../functions/books/books.ts';
import { filingId } from '../../functions/ledger/items.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { filingsUnder } from '../filings/filings-under.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { replayable } from './replayable.ts';

/** The filings that a person chose: all that match a filter, these alone, or those of these references. */
export type ReplayChoice =
  | { filter: BooksFilter }
  | { keys: readonly FilingKey[] }
  | { references: readonly string[]; authorities?: readonly AuthorityName[] };

/** A filing that was chosen; without a key where its reference is not known, or with the reason why it is left out. */
export interface ChosenFiling {
  reference: string;
  key?: FilingKey;
  leftOut?: string;
}

/** Each filing that was chosen, once. */
export async function* chosenFilings(gateway: GatewayConnection, choice: ReplayChoice): AsyncGenerator<ChosenFiling> {
  if ('references' in choice) {
    const seen = new Set<string>();
    for (const reference of new Set(choice.references))
      for (const one of await underReference(gateway, reference, choice.authorities ?? gateway.authorities))
        if (isNew(one, seen)) yield one;
    return;
  }
  if ('keys' in choice) {
    for (const key of choice.keys) yield { reference: key.reference, key };
    return;
  }
  const books = await gateway.books();
  // Without a status that is named, only those that may go are looked at.
  const filter = { ...choice.filter, statuses: choice.filter.statuses ?? replayable };
  for await (const { authority, kind, reference, status } of books.all(filter)) {
    const key: FilingKey = { authority, kind, reference };
    // The books are a moment behind, and spare reading filings that surely do not go.
    if (replayable.includes(status)) yield { reference, key };
    else yield { reference, key, leftOut: `it is ${status}` };
  }
}

function isNew({ key }: ChosenFiling, seen: Set<string>): boolean {
  if (!key) return true;
  const id = filingId(key);
  if (seen.has(id)) return false;
  seen.add(id);
  return true;
}

/** Those of its filings that may go, or else the latest, of which it is said why it does not. */
async function underReference(
  gateway: GatewayConnection,
  reference: string,
  authorities: readonly AuthorityName[],
): Promise<ChosenFiling[]> {
  const found = await filingsUnder(await gateway.ledger(), authorities, reference, gateway.books);
  const [latest] = found;
  if (!latest) return [{ reference, leftOut: 'it is not known' }];
  const going = found.filter(({ filing }) => replayable.includes(filing.status));
  const [first, ...more] = going.length > 0 ? going : [latest];
  if (more.length === 0) return [{ reference, ...(first && { key: first.key }) }];
  if (going.some(({ key }) => key.reference !== first?.key.reference))
    return [
      { reference, leftOut: `it is ${going.length} filings, such as ${first?.key.reference}: give their references` },
    ];
  const where = going.map(({ key }) => `${key.authority} (${key.kind})`).join(', ');
  return [{ reference, leftOut: `it is several filings, at ${where}: choose one with --authority` }];
}

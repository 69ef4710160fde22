import type { BooksTable } from '../../../functions/books/books-table.ts';
import type { Item } from '../../../functions/table/plain-table.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';

const { partitionKey, sortKey, indexes } = ledgerTable;

/** The books' side of a table in memory, with its items by partition. */
export function memoryBooksTable(partitions: Map<unknown, Item[]>): BooksTable {
  const itemsOf = (partition: unknown) => partitions.get(partition) ?? [];
  const others = (item: Item) => itemsOf(item[partitionKey]).filter((one) => one[sortKey] !== item[sortKey]);
  const put = (item: Item) => void partitions.set(item[partitionKey], [...others(item), structuredClone(item)]);
  return {
    partition: async (id) => structuredClone(itemsOf(id)),
    async page({ index, partition, first = ' ', last = '~', newestFirst }, most, from) {
      const keys = index ? indexes[index] : { partitionKey, sortKey };
      const all = index ? [...partitions.values()].flat() : itemsOf(partition);
      const placeOf = (item: Item) => `${item[keys.sortKey]} ${item[partitionKey]} ${item[sortKey]}`;
      const within = all
        .filter((item) => item[keys.partitionKey] === partition)
        .filter((item) => String(item[keys.sortKey]) >= first && String(item[keys.sortKey]) <= last)
        .sort((a, b) => (placeOf(a) < placeOf(b) === !newestFirst ? -1 : 1));
      const isAfter = (item: Item) =>
        !from || (newestFirst ? placeOf(item) < placeOf(from) : placeOf(item) > placeOf(from));
      const left = within.filter(isAfter);
      const items = structuredClone(left.slice(0, most));
      return { items, next: left.length > most ? items.at(-1) : undefined };
    },
    getAll: async (keys) =>
      structuredClone(keys.flatMap((key) => itemsOf(key[partitionKey]).filter((one) => one[sortKey] === key[sortKey]))),
    put: async (item) => put(item),
    async putNext(item) {
      const there = itemsOf(item[partitionKey]).find((one) => one[sortKey] === item[sortKey]);
      if (there && there['version'] !== item.version - 1) return false;
      put(item);
      return true;
    },
    async putNewer(item) {
      const there = itemsOf(item[partitionKey]).find((one) => one[sortKey] === item[sortKey]);
      if (!there || there['version'] === undefined || Number(there['version']) < item.version) put(item);
    },
    remove: async (key) => void partitions.set(key[partitionKey], others(key)),
    async *partitions() {
      for (const [id, items] of partitions) if (items.length > 0) yield String(id);
    },
  };
}

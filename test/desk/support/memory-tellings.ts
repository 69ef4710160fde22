import { type Tellings, tellingItems, tellingsIn } from '../../../functions/ledger/tellings.ts';
import type { Item } from '../../../functions/table/plain-table.ts';

/** The notes of what platforms were told, in memory, as the very items that lie in DynamoDB. */
export function memoryTellings(): Tellings {
  const items: Item[] = [];
  return {
    note: async (tellings, at) => void items.push(...tellingItems(tellings, at.toISOString(), 'nonce')),
    of: async (key, messages) => tellingsIn(items, key, messages),
  };
}
